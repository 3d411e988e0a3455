import { NotFoundError } from '../../shared/errors.ts';
import { attachment } from '../../shared/http/attachment.ts';
import { comingAgain, pageAnswer, seeOther } from '../../shared/http/page-answer.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import { pathParameter } from '../../shared/http/route.ts';
import { fingerprintOfReading } from '../../shared/imports/looked-file.ts';
import { refusedFile } from '../../shared/imports/refused-file.ts';
import { page, type Viewer } from '../../shared/pages/frame/page.ts';
import { importList } from '../../shared/pages/imports/import-list.ts';
import { importPage } from '../../shared/pages/imports/import-page.ts';
import { lookPage } from '../../shared/pages/imports/look-page.ts';
import { undoPage } from '../../shared/pages/imports/undo-page.ts';
import { type Waiting, waitingPage } from '../../shared/pages/imports/waiting-page.ts';
import { askedImport, importsOf, importToMend } from '../../shared/reading/imports.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import { ownTechniques } from '../../shared/records/own-technique.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import { isLookId, nameOfImport } from '../../shared/storage/keys/import-keys.ts';

const path = '/imports';
const AGAIN_SECONDS = 3;
/** As many refused rows as one answer of a function has room for. */
const MOST_ROWS = 5_000;

/**
 * An owner's files: their list, behind each what became of its rows, and of one that was sent to be looked at what it
 * would do.
 */
export function importPages({
  imports,
  looks,
  undo,
  rowKeyOf,
  settings,
}: Pick<Reading, 'imports' | 'looks' | 'undo' | 'rowKeyOf' | 'settings'>): Readonly<
  Record<'files' | 'look' | 'refused' | 'undo', SignedInPage<'owner'>>
> {
  const mending = { imports, undo, rowKeyOf };
  const waiting = (
    viewer: Viewer,
    title: string,
    rows: number,
    at: string,
    { of, hasFailed }: Pick<Waiting, 'of' | 'hasFailed'> = {},
  ): HttpResponse => {
    const main = waitingPage({ rows, of, path: at, hasFailed });
    return comingAgain(pageAnswer(200, page({ title, viewer, path, main })), AGAIN_SECONDS);
  };
  return {
    async files(event, { principal: { clinicId }, viewer }) {
      const { file, next } = askedImport(event.queryStringParameters);
      if (file === undefined) {
        const main = importList(await importsOf(imports, clinicId, next));
        return pageAnswer(200, page({ title: 'Files that were sent', viewer, path, main }));
      }
      const main = importPage({
        ...(await importToMend(mending, clinicId, file)),
        formToken: viewer.formToken,
      });
      return pageAnswer(200, page({ title: 'What became of a file', viewer, path, main }));
    },

    async look(event, { principal: { clinicId }, viewer }) {
      const look = pathParameter(event, 'look');
      const seen = isLookId(look) ? await looks.seen({ clinicId, look }) : undefined;
      if (seen === undefined) throw new NotFoundError('no file of yours is looked at under this address');
      const at = `${path}/looks/${look}`;
      if (seen === 'arrived') return waiting(viewer, 'The file is looked at', 0, at);
      const asked = event.queryStringParameters?.['asked'] ?? '';
      if ((seen.askedAt ?? '') < asked)
        return waiting(viewer, 'The file is read anew', 0, `${at}?${new URLSearchParams({ asked })}`);
      if (seen.state === 'reading') return waiting(viewer, 'The file is looked at', seen.rows, at, seen);
      const file = nameOfImport({ clinicId, look, name: seen.name }, seen.eTag, fingerprintOfReading(seen));
      if (await imports.of(clinicId, file)) return seeOther(`${path}?${new URLSearchParams({ file })}`);
      const rows = await imports.progressOf(clinicId, file);
      const all = seen.whole ? seen.look.rows : undefined;
      if (rows !== undefined) return waiting(viewer, 'The file is imported', rows, at, { of: all });
      const own = ownTechniques((await settings.of(clinicId)).ownTechniques);
      const main = lookPage({
        ...{ seen, path: at, formToken: viewer.formToken, own },
        isChanged: event.queryStringParameters?.['changed'] !== undefined,
      });
      return pageAnswer(200, page({ title: 'What this file would do', viewer, path, main }));
    },

    async undo(event, { principal: { clinicId }, viewer }) {
      const { file } = askedImport(event.queryStringParameters);
      if (file === undefined) throw new NotFoundError('no file is named');
      const { undo: found, settled, rows } = await importToMend(mending, clinicId, file, 0);
      const at = `${path}/undo?${new URLSearchParams({ file })}`;
      if (found.state === 'looking')
        return waiting(viewer, 'What would be taken back is looked at', found.rows, at, { of: rows });
      if (found.state === 'undoing')
        return waiting(viewer, 'The import is undone', found.rows, at, { of: rows });
      const { timeZone } = await settings.of(clinicId);
      const main = undoPage({ file, undo: found, settled, formToken: viewer.formToken, timeZone });
      return pageAnswer(200, page({ title: 'Undo an import', viewer, path, main }));
    },

    async refused(event, { principal: { clinicId } }) {
      const { file } = askedImport(event.queryStringParameters);
      if (file === undefined) throw new NotFoundError('no file is named');
      const { refused } = await importToMend(mending, clinicId, file, MOST_ROWS);
      const withReasons = event.queryStringParameters?.['reasons'] === 'yes';
      const name = downloadName(file, withReasons);
      return attachment(name, 'text/csv; charset=utf-8', refusedFile(refused, withReasons));
    },
  };
}

/** A file to be sent again keeps the name that says what it holds. */
function downloadName(file: string, withReasons: boolean): string {
  const base = file
    .slice(file.lastIndexOf('/') + 1)
    .replace(/\.[a-z]+$/i, '')
    .replaceAll(/[^\w-]/g, '-');
  return `${withReasons ? 'why-refused-' : ''}${base}.csv`;
}
