/** Records of one clinic for the bench: plain, valid and the same every time. */

const CLIENTS = 400;
const MONTHS = 9;
const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5, 8);
const TECHNIQUES = ['deep-tissue', 'myofascial-release', 'trigger-point-therapy', 'sports', 'relaxation'];

/** Over how many months of 30 days sessions are spread, and among how many clients. */
export type Spread = { months: number; clients: number };

/**
 * A fifth of the facts are sessions, the rest journal scores of the days after each, in order of time.
 *
 * @returns NDJSON lines
 */
export function benchFacts(count: number, spread: Spread = { months: MONTHS, clients: CLIENTS }): string[] {
  const sessions = Math.floor(count / 5);
  const step = (spread.months * 30 * 24 * HOUR) / sessions;
  return Array.from({ length: sessions }, (_, index) =>
    sessionWithScores(index, START + index * step, spread.clients),
  )
    .flat()
    .sort((a, b) => a.at - b.at)
    .map(({ record }) => JSON.stringify(record));
}

function sessionWithScores(index: number, start: number, clients: number): { at: number; record: object }[] {
  const clientId = `c-${(index * 7) % clients}`;
  const end = start + HOUR;
  const before = 4 + (index % 6);
  const session = {
    type: 'session',
    sessionId: `s-${index}`,
    clientId,
    therapistId: `t-${index % 8}`,
    startedAt: text(start),
    endedAt: text(end),
    complaint: index % 2 ? 'neck-pain' : 'chronic-low-back-pain',
    techniques: [{ technique: TECHNIQUES[index % TECHNIQUES.length], minutes: 50 }],
    painBefore: before,
    painAfter: Math.max(0, before - (index % 4)),
    recordedAt: text(end),
  };
  const scores = [6, 26, 50, 74].map((hours, day) => ({
    at: end + hours * HOUR,
    record: {
      type: 'pain-score',
      scoreId: `p-${index}-${day}`,
      clientId,
      at: text(end + hours * HOUR),
      pain: Math.max(0, before - 1 - day),
      soreness: Math.max(0, 3 - day),
      recordedAt: text(end + hours * HOUR),
    },
  }));
  return [{ at: start, record: session }, ...scores];
}

function text(milliseconds: number): string {
  return new Date(Math.round(milliseconds / 1000) * 1000).toISOString().replace('.000Z', '+00:00');
}
