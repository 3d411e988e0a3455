import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { parseRecord } from '../../shared/records/record.ts';
import type { Session } from '../../shared/records/session.ts';

const FILE = join(import.meta.dirname, '../../examples/trigger-point-1997.csv');
const sessions = (parse(readFileSync(FILE), { columns: true }) as Record<string, string>[]).map(sessionOf);

/** The row as a record; only `technique:minutes` occurs in this file. */
function sessionOf(row: Record<string, string>): Session {
  const [technique, minutes] = row['techniques']!.split(':');
  const input = {
    ...row,
    techniques: [{ technique, minutes: Number(minutes) }],
    painBefore: Number(row['painBefore']),
    painAfter: Number(row['painAfter']),
  };
  const parsed = parseRecord(input);
  if ('refusals' in parsed) throw new Error(JSON.stringify(parsed.refusals));
  return parsed.record as Session;
}

// Vallbona et al. 1997; mean, SD and Student interval computed from the 50 public pairs (R, t.test).
test.each([
  {
    technique: 'trigger-point-therapy',
    n: 29,
    mean: 5.241379,
    sd: 3.236568,
    interval: [4.010255, 6.472504],
    responders: 22,
    t975: 2.0484071,
  },
  {
    technique: 'relaxation',
    n: 21,
    mean: 1.095238,
    sd: 1.578124,
    interval: [0.376884, 1.813592],
    responders: 4,
    t975: 2.0859634,
  },
])('$technique has the published $n pairs', ({ technique, n, mean, sd, interval, responders, t975 }) => {
  const arm = sessions.filter((session) => session.techniques[0]!.technique === technique);
  const falls = arm.map(({ painBefore, painAfter }) => painBefore! - painAfter!);
  const average = falls.reduce((sum, fall) => sum + fall, 0) / falls.length;
  const variance = falls.reduce((sum, fall) => sum + (fall - average) ** 2, 0) / (falls.length - 1);
  const half = t975 * Math.sqrt(variance / falls.length);
  expect(falls).toHaveLength(n);
  expect(average).toBeCloseTo(mean, 6);
  expect(Math.sqrt(variance)).toBeCloseTo(sd, 6);
  expect(average - half).toBeCloseTo(interval[0]!, 5);
  expect(average + half).toBeCloseTo(interval[1]!, 5);
  const responded = arm.filter(
    ({ painBefore, painAfter }) => 10 * (painBefore! - painAfter!) >= 3 * painBefore!,
  );
  expect(responded).toHaveLength(responders);
});

test('one client per pair, all in one month and one clinic', () => {
  expect(sessions).toHaveLength(50);
  expect(new Set(sessions.map(({ clientId }) => clientId)).size).toBe(50);
  expect(new Set(sessions.map(({ startedAt }) => startedAt.slice(0, 7)))).toEqual(new Set(['1997-11']));
  expect(new Set(sessions.map(({ clinicId }) => clinicId))).toEqual(new Set(['trigger-point-1997']));
});
