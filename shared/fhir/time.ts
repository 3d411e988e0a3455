import type { Refusal } from '../records/refusal.ts';
import { parseInstant, utcSortKey } from '../records/time/instant.ts';

/** An instant as it was sent, for the schema to judge; or why it cannot be one. */
export type ReadTime = { at: string } | { problem: Omit<Refusal, 'path'> };

const DAY_OR_LESS = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/**
 * A FHIR dateTime or instant. A day is no instant and is refused, never read as its midnight: which came first, the
 * score or the visit of that day, is what everything else rests on.
 */
export function timeOf(value: unknown, element: string): ReadTime {
  if (typeof value !== 'string' || value === '') {
    const message = `expected ${element} with date, time and offset, such as "2026-08-03T10:00:00-05:00"; there is none, and the time of arrival is not taken for it`;
    return { problem: { code: 'fhir.no-time', message } };
  }
  if (DAY_OR_LESS.test(value)) {
    const message = `expected ${element} with a time and an offset, such as "2026-08-03T10:00:00-05:00"; a day alone does not tell what came before a visit and what after it, so a score of a day is not kept: add the time if it is known`;
    return { problem: { code: 'fhir.day-without-time', message } };
  }
  return { at: value };
}

/** The latest of some instants; one that is none stands for all, to be refused. */
export function latestOf(instants: readonly (string | undefined)[]): string | undefined {
  const given = instants.filter((instant) => instant !== undefined);
  const wrong = given.find((instant) => !('instant' in parseInstant(instant)));
  if (wrong !== undefined) return wrong;
  const keyed = given.map((instant) => ({ instant, key: utcSortKey(instant) }));
  return keyed.sort((a, b) => (a.key < b.key ? 1 : -1))[0]?.instant;
}
