import { BadRequestError, NotFoundError } from '../../shared/errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { pathParameter } from '../../shared/http/route.ts';
import type { ForeignFile, ReadingWish } from '../../shared/imports/foreign-file.ts';
import { fingerprintOfReading } from '../../shared/imports/looked-file.ts';
import { answeredMapping } from '../../shared/mapping/answered-mapping.ts';
import { messagePage } from '../../shared/pages/frame/message-page.ts';
import { wishOfChoice } from '../../shared/pages/imports/reading-choices.ts';
import { LOOK_CHANGED, READING } from '../../shared/pages/imports/reading-forms.ts';
import { FORGET_MAPPING } from '../../shared/pages/imports/upload-page.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { KeptMappings } from '../../shared/storage/clinics/kept-mappings.ts';
import type { Uploads } from '../../shared/storage/files/uploads.ts';
import { isLookId } from '../../shared/storage/keys/import-keys.ts';

export type ReadingFormDeps = {
  uploads: Pick<Uploads, 'seen' | 'askReading'>;
  keptMappings: Pick<KeptMappings, 'remove'>;
};

/** How a file of another system is to be read: chosen, or decided question by question; it is shown anew, and nothing is imported. */
export function readingForms({
  uploads,
  keptMappings,
}: ReadingFormDeps): Readonly<Record<'read' | 'forget', SignedInPage<'owner'>>> {
  return {
    async read(event, { principal: { clinicId }, viewer }, fields) {
      const look = pathParameter(event, 'look');
      const seen = isLookId(look) ? await uploads.seen({ clinicId, look }) : undefined;
      if (seen === undefined) throw new NotFoundError('no file of yours is looked at under this address');
      const at = `/imports/looks/${look}`;
      // What is answered is what was asked: of another version, or another reading, it is asked anew.
      if (seen === 'arrived' || seen.state !== 'read' || !seen.foreign) return seeOther(at);
      if (seen.eTag !== fields[READING.eTag]) return seeOther(`${at}?${LOOK_CHANGED}`);
      const fingerprint = fields[READING.fingerprint];
      if (fingerprint !== undefined && fingerprint !== fingerprintOfReading(seen))
        return seeOther(`${at}?${LOOK_CHANGED}`);
      const wished = wishIn(seen.foreign, fields);
      if ('faults' in wished) {
        const link = { path: at, label: 'Back to the file' };
        return pageAnswer(400, messagePage({ title: 'That cannot be', text: wished.faults, link, viewer }));
      }
      const asked = new Date(event.requestContext.timeEpoch).toISOString();
      await uploads.askReading(
        { clinicId, look },
        { name: seen.name, eTag: seen.eTag, at: asked, ...wished },
      );
      return seeOther(`${at}?${new URLSearchParams({ asked })}`);
    },

    async forget(_event, { principal: { clinicId } }, fields) {
      const name = fields[FORGET_MAPPING];
      if (!name || name.includes('#'))
        throw new BadRequestError(FORGET_MAPPING, 'expected the name of a mapping');
      await keptMappings.remove(clinicId, name);
      return seeOther('/imports/new');
    },
  };
}

function wishIn(
  foreign: ForeignFile,
  fields: Readonly<Record<string, string>>,
): { wish: ReadingWish } | { faults: string[] } {
  if (fields[READING.fingerprint] === undefined) {
    const wish = wishOfChoice(foreign, fields[READING.choice]);
    return wish ? { wish } : { faults: ['Choose one of the ways that the page offers.'] };
  }
  if (!('reading' in foreign)) return { faults: ['The file is not read in any way yet.'] };
  const { mapping, unknownWords } = foreign.reading;
  const answered = answeredMapping({ mapping, unknownWords, columns: foreign.columns }, fields);
  return 'mapping' in answered ? { wish: { from: 'answered', mapping: answered.mapping } } : answered;
}
