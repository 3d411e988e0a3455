import type { KeptRow } from '../records/files/file-item.ts';
import type { WrittenImport } from '../records/files/written-import.ts';
import { type BroughtRow, broughtRowsIn } from './brought-row.ts';
import type { WrittenUndo } from './undo-state.ts';

type Named = { clients?: readonly string[] };

/** Why a row is kept without what it said. */
const ERASED = {
  code: 'erased',
  path: '',
  message: 'everything of this client was erased after the file had come',
};

/**
 * What stands beside a file, without a client who was erased: of his rows their lines and types stay, so that accounts still add up, and
 * nothing that was in them. By the kind of object; each is given and answered as it is kept.
 */
export const WITHOUT_CLIENT = {
  refused: (text: string, client: string): string =>
    asLines(
      linesOf<KeptRow>(text).map((row) =>
        isOf(row, client) ? { line: row.line, ...(row.type && { type: row.type }), ...ERASED } : row,
      ),
    ),

  brought: (text: string, client: string): string =>
    asLines(
      broughtRowsIn(text).map((row): BroughtRow => {
        if (!('clients' in row) || !isOf(row, client)) return row;
        return { line: row.line, type: row.type, erased: true };
      }),
    ),

  result: (text: string, client: string): string => {
    const result = JSON.parse(text) as WrittenImport;
    const replaced = result.replaced.filter((row) => !isOf(row, client));
    return `${JSON.stringify({ ...result, replaced }, null, 2)}\n`;
  },

  undo: (text: string, client: string): string => {
    const undo = JSON.parse(text) as WrittenUndo;
    if ('gone' in undo) return text;
    const staying = undo.account.staying.filter((row) => !isOf(row, client));
    return JSON.stringify({ ...undo, account: { ...undo.account, staying } });
  },
} as const;

const isOf = (row: object, client: string) => (row as Named).clients?.includes(client) === true;

const linesOf = <Row>(text: string): Row[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

const asLines = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
