import { readRangeOfMotion } from '../records/files/csv-cells.ts';
import { pathText } from '../records/refusal.ts';
import { writtenOut } from './counted-time.ts';
import { derivedId } from './derived-id.ts';
import type { ColumnRule, FieldKind, FieldRule, MinutesRule } from './field-rule.ts';
import { readMovements } from './read-movements.ts';
import { problem, type Read } from './read-value.ts';
import type { RowReading } from './row-reading.ts';
import { type InstantReading, readInstant } from './written-instant.ts';
import { readMinutes, readMinutesWithin, readNumber, readYesNo } from './written-number.ts';
import { readPaired, readScore } from './written-score.ts';
import { readDay } from './written-time.ts';
import { zoneOfRow } from './zone-of-row.ts';

/** What a field is, and the text that it was made of; undefined where the row says nothing of it. */
export type FieldRead = { read: Read<unknown>; text: string } | undefined;

/** A field of a record from the cells of a row, techniques and the end of a session excepted. */
export function readField(field: string, kind: FieldKind, rule: FieldRule, row: RowReading): FieldRead {
  if ('derived' in rule) return derived(rule.derived, rule.prefix, row);
  if ('joined' in rule) return joined(rule.joined, row);
  if ('movements' in rule) return readMovements(rule.movements, row);
  if ('constant' in rule) return { read: { value: rule.constant }, text: String(rule.constant) };
  if (!('column' in rule) || 'minutes' in rule) return undefined;
  const text = row.text(rule.column, 'missing' in rule ? rule.missing : undefined);
  const read = text === undefined ? undefined : readCell(field, kind, rule, text, row);
  return text !== undefined && read ? { read, text } : undefined;
}

/** Undefined where the cell says nothing of the field, though it says something. */
function readCell(
  field: string,
  kind: FieldKind,
  rule: ColumnRule,
  text: string,
  row: RowReading,
): Read<unknown> | undefined {
  const { mapping } = row.columns;
  switch (kind) {
    case 'score': {
      const { score = { form: 'n' } } = rule;
      return score.form === 'pair'
        ? readPaired(text, field, score)
        : readScore(text, score, mapping.decimalComma);
    }
    case 'number':
      return readNumber(rule.percent ? text.replace(/\s*%$/, '') : text, mapping.decimalComma);
    case 'boolean':
      return readYesNo(text);
    case 'instant':
    case 'end':
      return instantOf(text, rule, row);
    case 'date': {
      const day = readDay(text, mapping);
      return 'problem' in day ? day : { value: day.value.day };
    }
    case 'code':
      return readCode(field, text, row);
    case 'codes':
      return { value: text.split(/[;,]/).map((part) => asCode(part)) };
    case 'movements': {
      const problems: { code: string; message: string }[] = [];
      const value = readRangeOfMotion(text, field, problems as never);
      return problems[0] ? { problem: problems[0] } : { value };
    }
    case 'id':
      return {
        value: rule.lastPathSegment
          ? text
              .replace(/[?#].*$/, '')
              .replace(/\/+$/, '')
              .split('/')
              .at(-1)
          : text,
      };
    default:
      return { value: text };
  }
}

function instantOf(text: string, rule: ColumnRule, row: RowReading): Read<string> {
  const { mapping } = row.columns;
  const read = (reading: InstantReading) =>
    readInstant(
      rule.counted ? writtenOut(text, rule.counted) : text,
      rule.time === undefined ? undefined : (row.text(rule.time) ?? ''),
      reading,
    );
  if (rule.zone === undefined)
    return read(rule.timeZone === undefined ? mapping : { ...mapping, timeZone: rule.timeZone });
  // The zone of the mapping is not guessed for a row that names none; a time with its offset needs none.
  const instant = read({ ...mapping, timeZone: undefined, ...zoneOfRow(row.text(rule.zone) ?? '') });
  return 'problem' in instant && instant.problem.code === 'instant-without-offset'
    ? problem(
        'instant-without-offset',
        `expected a time zone by its IANA name, such as America/Chicago, or an offset, such as -05:00, in the column "${pathText([rule.zone])}"`,
      )
    : instant;
}

function readCode(field: string, text: string, row: RowReading): Read<string> {
  const code = row.columns.vocabulary(field).codeOf(text);
  if (code !== undefined) return { value: code };
  if (field === 'bodyRegion') return { value: asCode(text) };
  return problem(
    'unknown-code',
    `expected a word that has a code; say what it means under "vocabularies", "${field}"`,
  );
}

/** A word as a code of the clinic's own: `Low Back` is `low-back`. */
export function asCode(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

function derived(columns: readonly string[], prefix: string | undefined, row: RowReading): FieldRead {
  const texts = columns.map((column) => row.text(column));
  if (texts.every((text) => text === undefined)) return undefined;
  const absent = columns.filter((_, index) => texts[index] === undefined);
  const read =
    absent.length === 0
      ? { value: derivedId(texts as string[], prefix) }
      : problem(
          'missing-field',
          `expected a text in every column that this id is derived from; ${absent.map((column) => `"${column}"`).join(' and ')} has none`,
        );
  return { read, text: '' };
}

function joined(parts: readonly (string | { column: string })[], row: RowReading): FieldRead {
  const texts = parts.map((part) => (typeof part === 'string' ? part : row.text(part.column)));
  if (texts.includes(undefined)) return undefined;
  return { read: { value: texts.join('-') }, text: texts.join('-') };
}

/** Minutes as a rule finds them in a row. */
export function minutesOf(rule: MinutesRule, row: RowReading): FieldRead {
  if ('constant' in rule) return { read: { value: rule.constant }, text: String(rule.constant) };
  const text = row.text(rule.column);
  if (text === undefined) return undefined;
  return { read: rule.within ? readMinutesWithin(text) : readMinutes(text), text };
}
