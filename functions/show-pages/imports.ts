import { pageAnswer } from '../../shared/http/page-answer.ts';
import { importList } from '../../shared/pages/import-list.ts';
import { importPage } from '../../shared/pages/import-page.ts';
import { page } from '../../shared/pages/page.ts';
import { askedImport, importsOf, oneImport } from '../../shared/reading/imports.ts';
import type { Reading } from '../../shared/reading/reading.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';

/** An owner's files: their list, and behind each what became of its rows. */
export function importPages({ imports }: Pick<Reading, 'imports'>): SignedInPage<'owner'> {
  return async (event, { principal, viewer }) => {
    const { clinicId } = principal;
    const { file, next } = askedImport(event.queryStringParameters);
    const drawn =
      file === undefined
        ? { title: 'Files that were sent', main: importList(await importsOf(imports, clinicId, next)) }
        : { title: 'What became of a file', main: importPage(await oneImport(imports, clinicId, file)) };
    return pageAnswer(200, page({ ...drawn, viewer, path: '/imports' }));
  };
}
