import { NO_SCORE } from '../statistics/change/pair-tally.ts';
import type { OutcomeTable } from '../statistics/table/outcome-table.ts';
import type { ClientRows } from './client-rows.ts';

/**
 * Sessions (or courses of care) that should have given a pair of scores, client by client in canonical order, with
 * what was known of the client before: on that the chance to answer may depend.
 */
export type AskedPairs = {
  length: number;
  /** Whether the order of clients depends on nothing but their content. */
  inOrder: boolean;
  /** Tells clients apart; the rows of one stand together. */
  client: Int32Array;
  /** Index in the catalogue. */
  technique: Int32Array;
  /** 0-10 or NO_SCORE. */
  before: Int32Array;
  after: Int32Array;
  /** What the client did the time before: FIRST, ANSWERED or SILENT. */
  earlier: Int32Array;
  /** The client's latest improvement that is known from earlier times; 0 where there is none. */
  lastImprovement: Int32Array;
};

export const FIRST = 0;
export const ANSWERED = 1;
export const SILENT = 2;

/**
 * Every session with its score before and one after it.
 *
 * @param after `after` the session, or `lasting`
 */
export function askedSessions(
  { sessions }: OutcomeTable,
  { rows, starts }: ClientRows,
  after: 'after' | 'lasting',
): AskedPairs {
  const pairs = emptyPairs(rows.length, true);
  for (let client = 0; client + 1 < starts.length; client += 1) {
    let earlier = FIRST;
    let last = 0;
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      const row = rows[at]!;
      const [x, y] = [sessions.before.at(row), sessions[after].at(row)];
      pairs.client[at] = client;
      pairs.technique[at] = sessions.technique.at(row);
      pairs.before[at] = x;
      pairs.after[at] = y;
      pairs.earlier[at] = earlier;
      pairs.lastImprovement[at] = last;
      const answered = x !== NO_SCORE && y !== NO_SCORE;
      earlier = answered ? ANSWERED : SILENT;
      if (answered) last = x - y;
    }
  }
  return pairs;
}

/** Every course of care; a client's other courses are not looked at. */
export function askedCourses({ courses }: OutcomeTable): AskedPairs {
  const order = Array.from({ length: courses.length }, (_, row) => row).sort(
    (a, b) =>
      courses.client.at(a) - courses.client.at(b) ||
      courses.technique.at(a) - courses.technique.at(b) ||
      courses.before.at(a) - courses.before.at(b) ||
      courses.after.at(a) - courses.after.at(b),
  );
  const pairs = emptyPairs(courses.length, false);
  for (const [at, row] of order.entries()) {
    pairs.client[at] = courses.client.at(row);
    pairs.technique[at] = courses.technique.at(row);
    pairs.before[at] = courses.before.at(row);
    pairs.after[at] = courses.after.at(row);
  }
  return pairs;
}

function emptyPairs(length: number, inOrder: boolean): AskedPairs {
  const column = () => new Int32Array(length);
  return {
    length,
    inOrder,
    client: column(),
    technique: column(),
    before: column(),
    after: column(),
    earlier: column(),
    lastImprovement: column(),
  };
}
