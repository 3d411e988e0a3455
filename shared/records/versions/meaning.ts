import { utcSortKey } from '../time/instant.ts';
import { heldFactOf } from './content.ts';

const INSTANTS: ReadonlySet<string> = new Set(['startedAt', 'endedAt', 'at']);

/**
 * A text that two contents share exactly when they mean the same: instants are instants, whatever offset they
 * are written in, and numbers are numbers. When a version was recorded is no part of what it says.
 *
 * @param content a text of contentOf
 */
export function meaningOf(content: string): string {
  const { recordedAt: _recordedAt, ...said } = heldFactOf(content);
  return JSON.stringify(said, function (this: unknown, field, value: unknown) {
    return this === said && INSTANTS.has(field) ? utcSortKey(value as string) : value;
  });
}
