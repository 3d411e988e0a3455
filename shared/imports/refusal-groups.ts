import type { FileRefusal, TypedRow } from '../records/files/file-item.ts';
import type { Refusal } from '../records/refusal.ts';
import { foundText } from '../records/values/found-text.ts';
import { typedCells } from './typed-cells.ts';

/** A refused row as a group shows it. */
type ShownRow = { line: number; id?: string /** What stood in the field, shortened. */; found?: string };

/** Rows that were refused for one and the same reason. */
export type RefusalGroup = Refusal & {
  rows: number;
  /** The first of them. */
  first: ShownRow[];
};

/** `otherRows`: refused for reasons of which no more are told apart. */
export type GroupedRefusals = { groups: RefusalGroup[]; otherRows: number };

const MOST_GROUPS = 50;
const SHOWN_ROWS = 3;

/** Refused rows by their cause, in memory that does not grow with them. */
export class RefusalGroups {
  readonly #groups = new Map<string, RefusalGroup>();
  #otherRows = 0;

  add(refusal: FileRefusal, typed: TypedRow | undefined): void {
    const path = refusal.path.replace(/^entry\[\d+\]\.resource\.?/, '').replaceAll(/\[\d+\]/g, '[]');
    const key = JSON.stringify([refusal.code, path, refusal.message]);
    let group = this.#groups.get(key);
    if (!group && this.#groups.size === MOST_GROUPS) {
      this.#otherRows += 1;
      return;
    }
    group ??= { code: refusal.code, path, message: refusal.message, rows: 0, first: [] };
    this.#groups.set(key, group);
    group.rows += 1;
    if (group.first.length === SHOWN_ROWS) return;
    // A row of a form may be refused once for each of its scores; it is shown once.
    const [shown, last] = [shownRow(refusal, typed), group.first.at(-1)];
    if (last?.line !== shown.line || last.id !== shown.id || last.found !== shown.found)
      group.first.push(shown);
  }

  /** The largest first; equal ones by where they first occur. */
  toJSON(): GroupedRefusals {
    const groups = [...this.#groups.values()].toSorted((a, b) => b.rows - a.rows);
    return { groups, otherRows: this.#otherRows };
  }
}

function shownRow({ line, id, path }: FileRefusal, typed: TypedRow | undefined): ShownRow {
  const found = foundIn(typed, path);
  return { line, ...(id !== undefined && { id }), ...(found !== undefined && { found }) };
}

/** What was typed in a field, shortened; of a row without fields the row, of a field that is missing nothing. */
export function foundIn(typed: TypedRow | undefined, path: string): string | undefined {
  const found = typedIn(typed, path);
  return found === undefined ? undefined : foundText(found);
}

function typedIn(typed: TypedRow | undefined, path: string): string | undefined {
  const cells = typedCells(typed);
  if (cells === undefined) return typed && 'text' in typed && path === '' ? typed.text.trim() : undefined;
  const at = typed && 'at' in typed && typed.at !== undefined ? typed.at : path;
  const field = [at, /^[^.[]*/.exec(at)![0]].find((name) => name !== '' && Object.hasOwn(cells, name));
  return field && cells[field];
}
