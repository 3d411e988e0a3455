import type { S3Client } from '@aws-sdk/client-s3';
import { NotFoundError } from '../../errors.ts';
import type { UndoRequest, UndoState, WrittenUndo } from '../../imports/undo-state.ts';
import type { WrittenImport } from '../../records/files/written-import.ts';
import { getText, putText } from '../aws/objects.ts';
import { importKey, importResultKey, undoKey } from '../keys/import-keys.ts';
import { withoutClients } from './import-results.ts';

export type ImportUndo = ReturnType<typeof createImportUndo>;

/** The undoing of imports, as it is asked for and told beside their files. */
export function createImportUndo(client: S3Client, bucket: string) {
  const read = async <Kept>(key: string): Promise<Kept | undefined> => {
    const text = await getText(client, bucket, key);
    return text === undefined ? undefined : (JSON.parse(text) as Kept);
  };
  const write = (key: string, value: object) =>
    putText(client, bucket, {
      key,
      text: JSON.stringify(value),
      mediaType: 'application/json; charset=utf-8',
    });

  /** How far the undoing of an import has come, by what its file's result says. */
  const stateOf = async (clinicId: string, { file, import: identity }: WrittenImport): Promise<UndoState> => {
    if (!identity) return { state: 'unknown' };
    const key = importKey({ clinicId, name: file });
    const isOfIt = (one: { import: string } | undefined) => one?.import === identity.name;
    const [looked, seen, asked, progress, result] = await Promise.all([
      read<UndoRequest>(undoKey(key, 'look')),
      read<WrittenUndo>(undoKey(key, 'seen')),
      read<UndoRequest>(undoKey(key, 'asked')),
      read<{ import: string; rows: number }>(undoKey(key, 'progress')),
      read<WrittenUndo>(undoKey(key, 'result')),
    ]);
    const rows = isOfIt(progress) ? progress!.rows : 0;
    if (result && isOfIt(result)) return told('undone', result);
    if (isOfIt(asked)) return { state: 'undoing', rows };
    if (!looked || !isOfIt(looked)) return { state: 'none' };
    // What was foreseen for an earlier question may have changed.
    return seen && isOfIt(seen) && seen.at === looked.at ? told('seen', seen) : { state: 'looking', rows };
  };

  return {
    stateOf,

    /**
     * Asks what the undoing of an import would do (`look`), or that it be undone (`asked`): it is done behind a queue, however
     * large the file is. Where it is being undone, or is, nothing is asked.
     *
     * @returns how far it had come before
     * @throws NotFoundError while no import of a file of this name has ended
     */
    async ask(
      { clinicId, file }: { clinicId: string; file: string },
      step: 'look' | 'asked',
      { by, at }: { by: string; at: Date },
    ): Promise<UndoState> {
      const result = await read<WrittenImport>(importResultKey(importKey({ clinicId, name: file })));
      if (!result) throw new NotFoundError('no import of a file of this name has ended');
      const before = await stateOf(clinicId, result);
      if (!['none', 'seen', 'looking'].includes(before.state)) return before;
      const request: UndoRequest = { clinicId, file, import: result.import!.name, at: at.toISOString(), by };
      await write(undoKey(importKey({ clinicId, name: file }), step), request);
      return before;
    },
  };
}

function told(state: 'seen' | 'undone', written: WrittenUndo): UndoState {
  if ('gone' in written) return { state: 'gone' };
  const { at, account } = written;
  return { state, at, account: { ...account, staying: account.staying.map(withoutClients) } };
}
