import { json } from '../../shared/http/respond.ts';
import type { RoutesOf } from '../../shared/http/route.ts';
import { askedImport, importsOf, oneImport } from '../../shared/reading/imports.ts';
import type { Reading } from '../../shared/reading/reading.ts';

/** What an owner is told of the files that were sent: of each, what became of its rows. */
export function importRoutes({ imports, undo }: Pick<Reading, 'imports' | 'undo'>) {
  return {
    'GET /v1/imports': async (event, { clinicId }) => {
      const { file, next } = askedImport(event.queryStringParameters);
      if (file !== undefined) return json(200, await oneImport(imports, undo, clinicId, file));
      return json(200, await importsOf(imports, clinicId, next));
    },
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}
