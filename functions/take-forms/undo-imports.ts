import { BadRequestError } from '../../shared/errors.ts';
import { seeOther } from '../../shared/http/page-answer.ts';
import { UNDO } from '../../shared/pages/imports/undo-page.ts';
import { askedImport } from '../../shared/reading/imports.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { ImportUndo } from '../../shared/storage/files/import-undo.ts';

export type UndoImportDeps = { undo: Pick<ImportUndo, 'ask'> };

/** An owner asks what the undoing of an import would do, or that it be undone; either leads to the page that tells. */
export function undoImportForm({ undo }: UndoImportDeps): SignedInPage<'owner'> {
  return async (event, { principal: { clinicId }, subject }, fields) => {
    const { file = '' } = askedImport({ file: fields[UNDO.file] ?? '' });
    const step = fields[UNDO.step];
    if (step !== UNDO.look && step !== UNDO.asked) {
      throw new BadRequestError(UNDO.step, `expected ${UNDO.look} or ${UNDO.asked}`);
    }
    const who = { by: subject, at: new Date(event.requestContext.timeEpoch) };
    await undo.ask({ clinicId, file }, step === UNDO.look ? 'look' : 'asked', who);
    return seeOther(`/imports/undo?${new URLSearchParams({ file })}`);
  };
}
