import { BadRequestError, NotFoundError } from '../../shared/errors.ts';
import { pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import { pathParameter } from '../../shared/http/route.ts';
import { securedForSession } from '../../shared/http/security-headers.ts';
import { isMappingName } from '../../shared/imports/kept-mapping.ts';
import { fingerprintOfReading } from '../../shared/imports/looked-file.ts';
import { mendableAgain, mendedRecord } from '../../shared/imports/mendable-row.ts';
import { screenAndTakeIn } from '../../shared/intake/screen.ts';
import { createTakeIn, type TakeInDeps } from '../../shared/intake/take-in.ts';
import { html } from '../../shared/pages/frame/html.ts';
import { messagePage } from '../../shared/pages/frame/message-page.ts';
import { page } from '../../shared/pages/frame/page.ts';
import { MEND, mendForm, PUT_ASIDE } from '../../shared/pages/imports/mend-form.ts';
import { LOOK_CHANGED, READING } from '../../shared/pages/imports/reading-forms.ts';
import { uploadPage } from '../../shared/pages/imports/upload-page.ts';
import { askedImport } from '../../shared/reading/imports.ts';
import type { WrittenImport } from '../../shared/records/files/written-import.ts';
import { RECORD_TYPES } from '../../shared/records/record.ts';
import type { Refusal } from '../../shared/records/refusal.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { type Site, sessionPlaces } from '../../shared/site/site.ts';
import type { KeptMappings } from '../../shared/storage/clinics/kept-mappings.ts';
import type { ImportResults } from '../../shared/storage/files/import-results.ts';
import type { ImportUndo } from '../../shared/storage/files/import-undo.ts';
import { LARGEST_UPLOAD_BYTES, type Uploads } from '../../shared/storage/files/uploads.ts';
import { isLookId } from '../../shared/storage/keys/import-keys.ts';

export type FileFormDeps = {
  site: Pick<Site, 'place'>;
  uploads: Uploads;
  imports: Pick<ImportResults, 'of' | 'refusedRow' | 'settledLines'>;
  undo: Pick<ImportUndo, 'stateOf'>;
  keptMappings: Pick<KeptMappings, 'of' | 'put'>;
  taking: TakeInDeps;
  clock(): Date;
  /** A new id that nobody can guess, such as a random UUID. */
  newId(): string;
};

const path = '/imports';

/** Bringing a file: the form that sends it, the word that it be imported, and its refused rows, mended one by one. */
export function fileForms(
  deps: FileFormDeps,
): Readonly<Record<'upload' | 'begin' | 'row', SignedInPage<'owner'>>> {
  const { uploads, imports, undo, keptMappings, site, clock, newId } = deps;
  const takeIn = createTakeIn(deps.taking);
  /** A page that was open before may still show the row. */
  const whyClosed = async (clinicId: string, result: WrittenImport, line: number) => {
    const [settled, { state }] = await Promise.all([
      imports.settledLines(clinicId, result.file),
      undo.stateOf(clinicId, result),
    ]);
    if (state === 'undone' || state === 'undoing') return 'The import of this file has been undone.';
    return settled.has(line) ? `Line ${line} is settled: it was sent again or put aside before.` : undefined;
  };
  return {
    async upload(_event, { principal: { clinicId }, viewer }) {
      const look = newId();
      const leadsTo = `${site.place.origin}${path}/looks/${look}`;
      const form = await uploads.form({ clinicId, look }, leadsTo, clock());
      const kept = (await keptMappings.of(clinicId)).map(({ name }) => name);
      const { formToken } = viewer;
      const main = uploadPage({ form, mostBytes: LARGEST_UPLOAD_BYTES, kept, formToken });
      const shown = pageAnswer(200, page({ title: 'Bring a file', viewer, path, main }));
      return securedForSession(shown, sessionPlaces(site.place), new URL(form.action).origin);
    },

    async begin(event, { principal: { clinicId }, viewer }, fields) {
      const look = pathParameter(event, 'look');
      const seen = isLookId(look) ? await uploads.seen({ clinicId, look }) : undefined;
      if (seen === undefined) throw new NotFoundError('no file of yours is looked at under this address');
      const at = `${path}/looks/${look}`;
      // What is imported is what was shown: another version is shown first.
      if (seen === 'arrived' || seen.state !== 'read') return seeOther(at);
      const isAsShown =
        seen.eTag === fields['eTag'] &&
        fingerprintOfReading(seen) === (fields[READING.fingerprint] || undefined);
      if (!isAsShown) return seeOther(`${at}?${LOOK_CHANGED}`);
      const keep = fields[READING.keep]?.trim() ?? '';
      if (keep !== '' && !isMappingName(keep)) {
        const text = ['A mapping is kept under a name of at most 60 characters on one line, without #.'];
        const back = { path: at, label: 'Back to the file' };
        return pageAnswer(400, messagePage({ title: 'That is no name', text, link: back, viewer }));
      }
      const { foreign } = seen;
      if (keep !== '' && foreign && 'reading' in foreign) {
        const { mapping } = foreign.reading;
        await keptMappings.put(clinicId, { name: keep, mapping, keptAt: clock().toISOString() });
      }
      if (await uploads.beginImport({ clinicId, look }, seen)) return seeOther(at);
      const text = ['It has been deleted, or another file came in its place. Nothing was imported.'];
      const link = { path: `${path}/new`, label: 'Bring it again' };
      return pageAnswer(404, messagePage({ title: 'The file has gone', text, link, viewer }));
    },

    async row(event, { principal, viewer, subject }, fields) {
      const { clinicId } = principal;
      const { file = '' } = askedImport({ file: fields[MEND.file] ?? '' });
      const line = Number(fields[MEND.line]);
      const result = await imports.of(clinicId, file);
      if (!result || !(await imports.refusedRow(result, line))) {
        throw new NotFoundError('no import of yours has refused such a row');
      }
      const closed = await whyClosed(clinicId, result, line);
      if (closed) {
        const link = { path: `${path}?${new URLSearchParams({ file })}`, label: 'Back to the file' };
        return pageAnswer(409, messagePage({ title: 'Nothing was taken in', text: [closed], link, viewer }));
      }
      const now = new Date(event.requestContext.timeEpoch);
      const settle = async (how: 'mended' | 'put-aside') => {
        await uploads.settle(clinicId, file, line, how, now);
        return seeOther(`${path}?${new URLSearchParams({ file })}#refused`);
      };
      if (fields[MEND.become] === PUT_ASIDE) return settle('put-aside');
      const type = RECORD_TYPES.find((each) => each === fields[MEND.type]);
      if (!type) throw new BadRequestError(MEND.type, `expected one of ${RECORD_TYPES.join(', ')}`);
      const cells = cellsIn(fields);
      const mended = mendedRecord(clinicId, type, cells);
      let refusals: Refusal[] | undefined = 'refusals' in mended ? mended.refusals : undefined;
      if ('record' in mended) {
        const arrival = { door: 'owner', author: subject, at: now.toISOString() } as const;
        const [taken] = await screenAndTakeIn(principal, [mended.record], arrival, takeIn);
        if (taken?.status === 'refused') refusals = taken.refusals;
      }
      if (!refusals) return settle('mended');
      const row = mendableAgain(line, type, cells, refusals);
      const main = html`<p class="lead">This row is still not right. Nothing was taken in.</p>
${mendForm({ file, row, formToken: viewer.formToken })}
<p><a href="${path}?${new URLSearchParams({ file }).toString()}">Back to the file</a></p>`;
      return pageAnswer(400, page({ title: 'Mend a row', viewer, path, main }));
    },
  };
}

function cellsIn(fields: Readonly<Record<string, string>>): Record<string, string> {
  const cells = Object.entries(fields).filter(([name]) => name.startsWith(MEND.field));
  return Object.fromEntries(cells.map(([name, text]) => [name.slice(MEND.field.length), text.trim()]));
}
