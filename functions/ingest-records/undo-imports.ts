import type { ClinicPrincipal } from '../../shared/access/principal.ts';
import { BadRequestError } from '../../shared/errors.ts';
import { jsonBody } from '../../shared/http/json-body.ts';
import { askedAgain, json, problem } from '../../shared/http/respond.ts';
import type { HttpEvent, RoutesOf } from '../../shared/http/route.ts';
import { askedImport, UNDO_AGAIN_SECONDS } from '../../shared/reading/imports.ts';
import type { ImportUndo } from '../../shared/storage/files/import-undo.ts';
import { authorOf } from './author.ts';

export type UndoImportDeps = { undo: Pick<ImportUndo, 'ask'> };

/** That an import be undone as a whole, and what that would do; how far it has come is told by `GET /v1/imports?file=`. */
export function undoImportRoutes({ undo }: UndoImportDeps) {
  const asking = (step: 'look' | 'asked') => async (event: HttpEvent, who: ClinicPrincipal) => {
    const file = fileOf(event);
    const by = authorOf(who, event) ?? '';
    const at = new Date(event.requestContext.timeEpoch);
    const before = await undo.ask({ clinicId: who.clinicId, file }, step, { by, at });
    if (before.state === 'unknown' || before.state === 'gone') {
      return problem('import-not-undone', {
        code: `import.${before.state}`,
        detail: NOT_UNDONE[before.state],
      });
    }
    // Whoever asks again is told what is so.
    if (before.state === 'undone') return json(200, { file, undo: before });
    if (before.state === 'undoing') {
      return askedAgain(json(200, { file, undo: before }), UNDO_AGAIN_SECONDS);
    }
    const state = step === 'look' ? 'looking' : 'undoing';
    return askedAgain(json(202, { file, undo: { state, rows: 0 } }), UNDO_AGAIN_SECONDS);
  };
  return {
    'POST /v1/imports:foresee-undo': asking('look'),
    'POST /v1/imports:undo': asking('asked'),
  } satisfies Partial<RoutesOf<'ingest-records'>>;
}

const NOT_UNDONE = {
  unknown: 'this import is older than the undoing of imports; expected a deletion of each record',
  gone: 'what its rows brought is kept no more; expected a deletion of each record',
} as const;

function fileOf(event: HttpEvent): string {
  const { file } = (jsonBody(event) ?? {}) as { file?: unknown };
  if (typeof file !== 'string') {
    throw new BadRequestError('file', 'expected the name of a file as the list gives it', 'missing-field');
  }
  return askedImport({ file }).file!;
}
