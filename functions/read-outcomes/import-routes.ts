import { json } from '../../shared/http/respond.ts';
import type { RoutesOf } from '../../shared/http/route.ts';
import { askedImport, importsOf, oneImport } from '../../shared/reading/imports.ts';
import type { ImportResults } from '../../shared/storage/import-results.ts';

/** What an owner is told of the files that were sent: of each, what became of its rows. */
export function importRoutes(imports: ImportResults) {
  return {
    'GET /v1/imports': async (event, { clinicId }) => {
      const { file, next } = askedImport(event.queryStringParameters);
      if (file !== undefined) return json(200, await oneImport(imports, clinicId, file));
      return json(200, await importsOf(imports, clinicId, next));
    },
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}
