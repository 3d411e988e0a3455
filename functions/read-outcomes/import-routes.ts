import { askedAgain, json } from '../../shared/http/respond.ts';
import type { RoutesOf } from '../../shared/http/route.ts';
import {
  askedImport,
  importsOf,
  isUnderWay,
  oneImport,
  UNDO_AGAIN_SECONDS,
} from '../../shared/reading/imports.ts';
import type { Reading } from '../../shared/reading/reading.ts';

/** What an owner is told of the files that were sent: of each, what became of its rows. */
export function importRoutes({ imports, undo }: Pick<Reading, 'imports' | 'undo'>) {
  return {
    'GET /v1/imports': async (event, { clinicId }) => {
      const { file, next } = askedImport(event.queryStringParameters);
      if (file !== undefined) {
        const told = await oneImport(imports, undo, clinicId, file);
        const answer = json(200, told);
        return isUnderWay(told.undo) ? askedAgain(answer, UNDO_AGAIN_SECONDS) : answer;
      }
      return json(200, await importsOf(imports, clinicId, next));
    },
  } satisfies Partial<RoutesOf<'read-outcomes'>>;
}
