import { readTechniques as readCompact } from '../records/files/csv-cells.ts';
import { spelledTechnique } from '../records/own-technique.ts';
import type { Refusal } from '../records/refusal.ts';
import type { TechniquesRule } from './field-rule.ts';
import { asCode, minutesOf } from './read-field.ts';
import { problem, type Read } from './read-value.ts';
import type { RowReading } from './row-reading.ts';
import { readMinutesWithName } from './written-number.ts';

type Entry = { technique: string; own?: string; minutes: unknown; bodyRegion?: string; pressure?: string };

const NO_CODE = problem(
  'unknown-code',
  'expected a technique that has a code; say what it means under "vocabularies", "technique"',
);

const NO_MINUTES = problem(
  'missing-field',
  'expected minutes with the name of each technique, as in "Deep tissue (40), Swedish (20)"',
);

/** The techniques of a session with their minutes. @param lengthMinutes of the whole session, where it is known */
export function readTechniques(
  rule: TechniquesRule,
  row: RowReading,
  lengthMinutes: number | undefined,
): { read: Read<Entry[]>; text: string; unknown?: string } | undefined {
  if ('compact' in rule) return readCompactCell(rule.compact, row);
  const text = 'column' in rule ? row.text(rule.column) : rule.constant;
  if (text === undefined) return undefined;
  const texts = 'column' in rule && rule.split !== undefined ? parts(text, rule.split) : [text];
  const named = rule.minutes === 'with-name' && texts.length > 1 ? texts.map(readMinutesWithName) : undefined;
  const names = texts.map((each, index) => named?.[index]?.name ?? each);
  const codes = names.map((name) => row.columns.vocabulary('technique').codeOf(name));
  const unknown = names.find((_, index) => codes[index] === undefined);
  if (unknown !== undefined) return { read: NO_CODE, text, unknown };
  if (named?.includes(undefined)) return { read: NO_MINUTES, text };
  const minutes = named ? undefined : eachMinutes(rule.minutes, names.length, row, lengthMinutes);
  if (minutes && 'problem' in minutes) return { read: minutes, text };
  const each = names.map((_, index) => named?.[index]?.minutes ?? minutes!.value);
  const region = rule.bodyRegion === undefined ? undefined : row.text(rule.bodyRegion);
  const bodyRegion = region && (row.columns.vocabulary('bodyRegion').codeOf(region) ?? asCode(region));
  const entries = [...new Set(codes as string[])].map((code) => ({
    ...spelledTechnique(code),
    minutes: each.reduce((sum, took, index) => (codes[index] === code ? sum + took : sum), 0),
    ...(bodyRegion && { bodyRegion }),
  }));
  return { read: { value: entries }, text };
}

const parts = (text: string, split: string) =>
  text
    .split(split)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function eachMinutes(
  rule: Exclude<TechniquesRule, { compact: string }>['minutes'],
  count: number,
  row: RowReading,
  lengthMinutes: number | undefined,
): Read<number> {
  if (typeof rule === 'object') {
    const found = minutesOf(rule, row);
    if (found === undefined) return problem('missing-field', 'expected the minutes of the technique');
    if (count > 1) return problem('inconsistent', 'expected one technique for the minutes in this row');
    return found.read as Read<number>;
  }
  if (lengthMinutes === undefined || !(lengthMinutes > 0))
    return problem(
      'missing-field',
      'expected when the session began and ended, of which the minutes are taken',
    );
  if (rule === 'equal-shares') return { value: lengthMinutes / count };
  if (count === 1) return { value: lengthMinutes };
  return problem(
    'inconsistent',
    'expected one technique; of several nobody knows how long each took, unless "minutes" is "with-name" or "equal-shares"',
  );
}

function readCompactCell(column: string, row: RowReading): ReturnType<typeof readTechniques> {
  const text = row.text(column);
  if (text === undefined) return undefined;
  const problems: Refusal[] = [];
  const entries = readCompact(text, 'techniques', problems) as Entry[];
  if (problems[0]) return { read: { problem: problems[0] }, text };
  const vocabulary = row.columns.vocabulary('technique');
  const codes = entries.map(({ technique }) => vocabulary.codeOf(technique));
  const unknown = entries.find((_, index) => codes[index] === undefined)?.technique;
  if (unknown !== undefined) return { read: NO_CODE, text, unknown };
  const coded = entries.map((entry, index) => ({ ...entry, ...spelledTechnique(codes[index]!) }));
  return { read: { value: coded }, text };
}
