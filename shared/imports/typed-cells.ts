import type { TypedRow } from '../records/files/file-item.ts';
import { rowTexts } from '../records/files/row-texts.ts';

/** The fields of a typed row by column; undefined for a row that cannot be read as fields. */
export function typedCells(typed: TypedRow | undefined): Readonly<Record<string, string>> | undefined {
  if (typed === undefined) return undefined;
  if ('cells' in typed) return typed.cells;
  try {
    const value: unknown = JSON.parse(typed.text);
    const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isRecord ? rowTexts(value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
