import type { Session } from '../records/session.ts';
import type { MovementRule } from './field-rule.ts';
import { problem, type Read } from './read-value.ts';
import type { RowReading } from './row-reading.ts';
import { readNumber } from './written-number.ts';

type Movement = NonNullable<Session['rangeOfMotion']>[number];
/** What a cell says in degrees; undefined where it is empty. */
type DegreesRead = { read: Read<number>; text: string } | undefined;

/**
 * The range of motion that a row tells in columns of degrees. A movement that was measured neither before nor after is
 * none; one cell that holds no degrees is a problem of the whole field, as nobody knows what was meant.
 */
export function readMovements(
  rules: readonly MovementRule[],
  row: RowReading,
): { read: Read<Movement[]>; text: string } | undefined {
  const movements: Movement[] = [];
  const texts: string[] = [];
  for (const { movement, side, before, after, pair } of rules) {
    const [first, second] = pair
      ? pairIn(pair, row)
      : [before && degreesIn(before, row), after && degreesIn(after, row)];
    for (const cell of [first, second]) {
      if (cell && 'problem' in cell.read) return { read: cell.read, text: cell.text };
      if (cell) texts.push(cell.text);
    }
    if (!first && !second) continue;
    movements.push({
      movement,
      ...(side !== undefined && { side }),
      ...(first && 'value' in first.read && { before: first.read.value }),
      ...(second && 'value' in second.read && { after: second.read.value }),
    });
  }
  return movements.length > 0 ? { read: { value: movements }, text: texts.join(', ') } : undefined;
}

const SIGN = /\s*(?:°|º|deg(?:ree)?s?\.?|grad(?:os?|i)?|degr[ée]s?)$/i;
const RANGE = /\d\s*(?:-|–|to)\s*\d/;
/** What may stand between the two of a pair of degrees; a hyphen may be a sign, or make a range of them. */
export const BETWEEN_DEGREES = /\s*(?:->|=>|→|⇒|➔|➜|>|\/|\||;)\s*/;
/** Where one of a pair was not measured. */
const NOTHING = /^(?:[-–—?.]|n\/?a)?$/i;

function degreesIn(
  { column, missing }: { column: string; missing?: string[] | undefined },
  row: RowReading,
): DegreesRead {
  const text = row.text(column, missing);
  return text === undefined ? undefined : { read: readDegrees(text, column, row), text };
}

function readDegrees(text: string, column: string, row: RowReading): Read<number> {
  const number = readNumber(text.replace(SIGN, ''), row.columns.mapping.decimalComma);
  if ('value' in number) return number;
  return problem(
    'wrong-type',
    RANGE.test(text)
      ? `expected one number of degrees in "${column}"; of a range nobody knows which of the two was meant`
      : `expected degrees in "${column}", such as 120 or 120°; a text that means no answer is listed under "missing" there`,
  );
}

function pairIn(
  { column, order }: NonNullable<MovementRule['pair']>,
  row: RowReading,
): readonly [DegreesRead, DegreesRead] {
  const text = row.text(column);
  if (text === undefined) return [undefined, undefined];
  const parts = text.split(BETWEEN_DEGREES);
  if (parts.length !== 2) {
    const message = `expected two numbers of degrees in "${column}", such as 120/135 or 120 → 135`;
    return [{ read: problem('wrong-type', message), text }, undefined];
  }
  const [first, second] = parts.map((part): DegreesRead => {
    return NOTHING.test(part) ? undefined : { read: readDegrees(part, column, row), text };
  });
  return order === 'before-first' ? [first, second] : [second, first];
}
