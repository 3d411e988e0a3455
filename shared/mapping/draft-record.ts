import { LONGEST_SESSION_HOURS } from '../records/session.ts';
import { utcSeconds } from '../records/time/instant.ts';
import { kindOfField, needsClient } from './field-kinds.ts';
import type { FieldRule } from './field-rule.ts';
import type { RecordTemplate } from './mapping.ts';
import { type FieldRead, minutesOf, readField } from './read-field.ts';
import { readTechniques } from './read-techniques.ts';
import { problem } from './read-value.ts';
import type { Draft, RowReading } from './row-reading.ts';

/** Tells of a word without a code, so that all of them can be listed at once. */
export type UnknownWord = (vocabulary: string, word: string) => void;

/**
 * The record that a template makes of a row, not yet validated.
 *
 * @returns undefined where the row has nothing for it
 */
export function draftRecord(
  template: RecordTemplate,
  row: RowReading,
  unknownWord: UnknownWord,
): Draft | undefined {
  if (template.needs?.some((column) => row.text(column, missingIn(template, column)) === undefined))
    return undefined;
  const { where } = template;
  if (where && !where.is.includes(row.text(where.column) ?? '')) return undefined;
  const draft: Draft = { input: { type: template.type }, problems: [], unread: {} };
  const put = (field: string, found: FieldRead) => {
    if (found === undefined) return;
    if ('value' in found.read) putInto(draft.input, field, found.read.value);
    else {
      draft.problems.push({ ...found.read.problem, path: field });
      draft.unread[field] = found.text;
      if (found.read.problem.code === 'unknown-code') unknownWord(field, found.text);
    }
  };
  if (lacksClient(template))
    draft.problems.push({ code: 'missing-field', path: 'clientId', message: NO_CLIENT });
  const later: [string, FieldRule][] = [];
  for (const [field, rule] of Object.entries(template.fields)) {
    if (field === 'techniques' || 'after' in rule) later.push([field, rule]);
    else put(field, readField(field, kindOfField(template.type, field)!, rule, row));
  }
  for (const [field, rule] of later) if ('after' in rule) put(field, endOf(rule, draft, row));
  const midnight = pastMidnight(template, draft);
  if (midnight) put('endedAt', midnight);
  // What an id is made of may be what another field lacks: that is told first.
  const isDerived = ({ path }: { path: string }) => 'derived' in (template.fields[path] ?? {});
  draft.problems.sort((a, b) => Number(isDerived(a)) - Number(isDerived(b)));
  const techniques = template.fields['techniques'];
  // Of a visit without its end nobody can say how long anything took: the end is what is to be mended.
  if (techniques && !midnight) {
    const found = readTechniques(techniques as never, row, lengthMinutes(draft));
    if (found?.unknown !== undefined) unknownWord('technique', found.unknown);
    if (found && 'problem' in found.read) {
      draft.problems.push({ ...found.read.problem, path: 'techniques' });
      draft.unread['techniques'] = found.text;
    } else if (found && 'value' in found.read) draft.input['techniques'] = found.read.value;
  }
  return draft;
}

/** Whether a template says of nobody's whose its records are: each would be refused. */
export const lacksClient = ({ type, fields }: RecordTemplate): boolean =>
  needsClient(type) && fields['clientId'] === undefined;

export const NO_CLIENT =
  'expected a column that tells one client from another; none is read for it, so that no row can be taken';

/** What the fields that are read from a column take for no answer there. */
function missingIn({ fields }: RecordTemplate, column: string): string[] {
  return Object.values(fields).flatMap((rule) =>
    'column' in rule && rule.column === column && 'missing' in rule ? (rule.missing ?? []) : [],
  );
}

function endOf(rule: Extract<FieldRule, { after: string }>, draft: Draft, row: RowReading): FieldRead {
  const minutes = minutesOf(rule.minutes, row);
  const start = draft.input['startedAt'];
  if (minutes === undefined || 'problem' in minutes.read || typeof start !== 'string') return minutes;
  const length = Number(minutes.read.value);
  // Beyond all calendars there is no end to write down: an id in the column of minutes is one.
  if (Math.abs(length) > LONGEST_SESSION_HOURS * 60)
    return {
      read: problem('out-of-range', `expected the minutes of a visit, at most ${LONGEST_SESSION_HOURS * 60}`),
      text: minutes.text,
    };
  return { read: { value: laterBy(start, length) }, text: minutes.text };
}

/**
 * What is wrong with an end that would come before the beginning on the one day that a row names, where a visit past
 * midnight would explain it. It is not taken for one: a slip in either time looks the same.
 */
function pastMidnight({ fields }: RecordTemplate, draft: Draft): FieldRead {
  const { startedAt: start, endedAt: end } = fields;
  const isOfOneDay =
    start && end && 'time' in start && 'time' in end && 'column' in end && start.column === end.column;
  const minutes = lengthMinutes(draft);
  if (!isOfOneDay || minutes === undefined || minutes > 0) return undefined;
  if (minutes + DAY_MINUTES > LONGEST_SESSION_HOURS * 60) return undefined;
  const [from, to] = [draft.input['startedAt'], draft.input['endedAt']].map(String);
  const message = `expected the session to end after it starts: ${to!.slice(11, 16)} is before ${from!.slice(11, 16)} on the one day that the row names; if the visit went past midnight, it needs a column with the day on which it ended`;
  return { read: problem('inconsistent', message), text: to! };
}

const DAY_MINUTES = 24 * 60;

/** The same clock, so many minutes on: a session does not change its offset while it lasts. */
function laterBy(instant: string, minutes: number): string {
  const offset = instant.slice(-6);
  const sign = offset.startsWith('-') ? -1 : 1;
  const ahead = sign * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
  const seconds = utcSeconds(instant) + Math.round(minutes * 60) + ahead * 60;
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}${offset}`;
}

function lengthMinutes({ input }: Draft): number | undefined {
  const { startedAt, endedAt } = input;
  if (typeof startedAt !== 'string' || typeof endedAt !== 'string') return undefined;
  return (utcSeconds(endedAt) - utcSeconds(startedAt)) / 60;
}

function putInto(input: Record<string, unknown>, field: string, value: unknown): void {
  const dot = field.indexOf('.');
  if (dot === -1) {
    input[field] = value;
    return;
  }
  const object = field.slice(0, dot);
  input[object] ??= {};
  (input[object] as Record<string, unknown>)[field.slice(dot + 1)] = value;
}
