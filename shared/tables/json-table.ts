import { FileBroken } from '../records/files/file-item.ts';
import { linesOf, textOf } from '../records/files/file-lines.ts';
import { INVALID_UTF8, LINE_TOO_LONG } from '../records/files/read-item.ts';
import type { Refusal } from '../records/refusal.ts';
import { flatCells, isObject, parseExact } from './flat-json.ts';
import { innerLists, type List } from './inner-lists.ts';
import type { TableRow } from './table.ts';

const NOT_AN_OBJECT: Refusal = {
  code: 'wrong-type',
  path: '',
  message: 'expected a JSON object for each row',
};
const INVALID_JSON: Refusal = {
  code: 'invalid-json',
  path: '',
  message: 'expected one complete JSON object on this line',
};

/** The rows of a file with one JSON object a line. */
export async function* ndjsonTableRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<TableRow[]> {
  for await (const lines of linesOf(bytes)) {
    yield lines.flatMap(({ line, raw }): TableRow[] => {
      const place = { line, endLine: line };
      if (raw === undefined) return [{ ...place, problem: LINE_TOO_LONG }];
      const text = textOf(raw, line);
      if (text === undefined) return [{ ...place, problem: INVALID_UTF8 }];
      if (text.trim() === '') return [];
      try {
        return rowsOf([parseExact(text)], line);
      } catch {
        return [{ ...place, problem: INVALID_JSON }];
      }
    });
  }
}

/** The rows of a list of JSON objects. */
export function rowsOf(values: readonly unknown[], firstLine = 1): TableRow[] {
  return values.flatMap((value, index): TableRow[] => {
    const place = { line: firstLine + index, endLine: firstLine + index };
    if (!isObject(value)) return [{ ...place, problem: NOT_AN_OBJECT }];
    const cells = flatCells(value);
    return cells.size === 0 ? [] : [{ ...place, cells }];
  });
}

/**
 * A whole JSON document.
 *
 * @throws FileBroken that says on which line it stops being JSON
 */
export function jsonDocument(text: string): unknown {
  try {
    return parseExact(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const line = lineOfError(text, (error as Error).message);
    throw new FileBroken(
      'unknown-format',
      line,
      'the JSON stops being readable on this line; nothing was read',
    );
  }
}

/** An engine tells a position or the letters around it; where it tells neither, the last line is the one it got to. */
function lineOfError(text: string, message: string): number {
  const position = /position (\d+)/.exec(message)?.[1];
  const around = /(\.\.\.)?"([\s\S]+?)"(?:\.\.\.)? is not valid JSON/.exec(message);
  const found = around ? text.indexOf(around[2]!) : -1;
  const before = around?.[1] === undefined ? 0 : LETTERS_BEFORE;
  const at = position === undefined ? (found === -1 ? text.length : found + before) : Number(position);
  return text.slice(0, at).split('\n').length;
}

/** So many letters before the fault does an engine show. */
const LETTERS_BEFORE = 10;

/**
 * Where the rows of a document may lie, the longest list first: its lists of objects, up to two levels down; and after them those in
 * the entries of these.
 */
export function listsIn(document: unknown): List[] {
  const outer = Array.isArray(document) ? [{ rowsAt: '', rows: document }] : listsOf(document);
  return [...outer, ...outer.flatMap(innerLists)];
}

function listsOf(document: unknown): List[] {
  const lists: List[] = [];
  const look = (value: unknown, path: string, depth: number) => {
    if (!isObject(value)) return;
    for (const [key, part] of Object.entries(value)) {
      const at = path === '' ? key : `${path}.${key}`;
      if (Array.isArray(part) && part.some(isObject)) lists.push({ rowsAt: at, rows: part });
      else if (depth > 0) look(part, at, depth - 1);
    }
  };
  look(document, '', 2);
  return lists.toSorted((a, b) => b.rows.length - a.rows.length);
}
