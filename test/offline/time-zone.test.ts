import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Gathered, gatherOutcomes } from '../../infra/offline/gather-outcomes.ts';
import { recordPaths } from '../../infra/offline/record-paths.ts';
import { goalsAsOf } from '../../shared/claims/goals-as-of.ts';
import { tableStatistics } from '../../shared/claims/outcome-statistics.ts';
import { goalStanding } from '../../shared/goals/goal-standing.ts';
import { factInZone } from '../../shared/records/time/in-zone.ts';
import { anyRecord } from '../bulk/arbitrary-records.ts';
import { assertUntilSeen } from '../until-seen.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zone-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ALL = { from: null, to: null };
let files = 0;
async function gathered(
  records: readonly object[],
  timeZone?: string,
  months: typeof ALL | Months = ALL,
  threads = 0,
) {
  const path = join(folder, `${files++}.ndjson`);
  writeFileSync(path, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return gatherOutcomes(recordPaths([path], [folder]), {
    arrivedAt: '2026-11-28T00:00:00Z',
    clinic: 'mill',
    months,
    timeZone,
    threads,
  });
}
type Months = { from: string; to: string };

const session = (sessionId: string, clientId: string, startedAt: string, endedAt: string, part: object) => ({
  ...{ type: 'session', clinicId: 'mill', sessionId, clientId, therapistId: 't-1', startedAt, endedAt },
  ...{ complaint: 'stress', techniques: [{ technique: 'relaxation', minutes: 45 }], recordedAt: endedAt },
  ...part,
});
const score = (scoreId: string, clientId: string, at: string, pain: number) => ({
  ...{ type: 'pain-score', clinicId: 'mill', scoreId, clientId, at, pain, recordedAt: at },
});
const goal = (goalId: string, clientId: string) => ({
  ...{ type: 'goal', clinicId: 'mill', goalId, clientId, therapistId: 't-1', kind: 'pain', measure: 'pain' },
  ...{ unit: 'score', baseline: 7, target: 3, startsOn: '2026-08-03', dueOn: '2026-08-31' },
  recordedAt: '2026-08-04T00:10:00Z',
});

/** The same evening, half past nine on 31 August in Chicago, as two systems write it. */
const EVENING = { local: '2026-08-31T21:30:00-05:00', utc: '2026-09-01T02:30:00Z' };

describe('a day and a month are those of the clinic, however its systems write them', () => {
  it.each(['local', 'utc'] as const)(
    'a value of the last evening reaches a goal in time, written in %s',
    async (as) => {
      const start = { local: '2026-08-03T18:00:00-05:00', utc: '2026-08-03T23:00:00Z' }[as];
      const end = { local: '2026-08-03T19:00:00-05:00', utc: '2026-08-04T00:00:00Z' }[as];
      const records = [
        session('s-1', 'p-5', start, end, { painBefore: 7, painAfter: 5 }),
        goal('g-1', 'p-5'),
        score('a', 'p-5', '2026-08-30T12:00:00Z', 3),
        score('b', 'p-5', EVENING[as], 3),
      ];
      const [found] = (await gathered(records, 'America/Chicago')).goals;
      expect(found!.progress.points.map(({ at }) => at)).toEqual([
        '2026-08-03T18:00:00-05:00',
        '2026-08-30T07:00:00-05:00',
        EVENING.local,
      ]);
      expect(goalStanding(found!.progress, '2026-09-15')).toMatchObject({ status: 'attained' });
      const asWritten = (await gathered(records)).goals[0]!.progress;
      expect(asWritten.refused).toEqual(
        as === 'utc' ? { 'after-due-date': [{ on: '2026-09-01', value: 3 }] } : {},
      );
    },
  );

  it.each(['local', 'utc'] as const)(
    'a session of the last evening belongs to the month, written in %s',
    async (as) => {
      const [start, end] = {
        local: ['2026-08-31T19:30:00-05:00', '2026-08-31T20:30:00-05:00'],
        utc: ['2026-09-01T00:30:00Z', '2026-09-01T01:30:00Z'],
      }[as] as [string, string];
      const records = [
        session('m-1', 'p-1', '2026-08-30T15:00:00Z', '2026-08-30T16:00:00Z', {
          painBefore: 6,
          painAfter: 4,
        }),
        session('m-2', 'p-2', start, end, { painBefore: 6, painAfter: 3 }),
      ];
      const august = { from: '2026-08', to: '2026-08' };
      const { table } = await gathered(records, 'America/Chicago', august);
      const { techniques } = tableStatistics({ clinicId: 'mill', ...august }, table, undefined);
      expect(techniques[0]!.immediate).toMatchObject({ n: 2, improvement: { mean: 2.5 } });
      const asWritten = (await gathered(records, undefined, august)).table;
      expect(asWritten.sessions.length).toBe(as === 'utc' ? 1 : 2);
    },
  );

  it.each(['local', 'utc'] as const)('the last session is of its day there, written in %s', async (as) => {
    const end = { local: '2026-08-31T22:30:00-05:00', utc: '2026-09-01T03:30:00Z' }[as];
    const records = [session('m-1', 'p-1', EVENING[as], end, {})];
    const { table } = await gathered(records, 'America/Chicago');
    expect(goalsAsOf(null, table.lastSessionOn, [])).toBe('2026-08-31');
    expect((await gathered(records)).table.lastSessionOn).toBe(as === 'utc' ? '2026-09-01' : '2026-08-31');
  });

  it('in threads as in one', async () => {
    const end = '2026-09-01T03:30:00Z';
    const records = [
      session('m-1', 'p-1', EVENING.utc, end, {}),
      goal('g-1', 'p-1'),
      score('b', 'p-1', EVENING.utc, 3),
    ];
    const august = { from: '2026-08', to: '2026-08' };
    for (const threads of [0, 2]) {
      const { table, goals, offsets } = await gathered(records, 'America/Chicago', august, threads);
      expect([table.sessions.length, table.lastSessionOn]).toEqual([1, '2026-08-31']);
      expect(goals[0]!.progress.points).toMatchObject([{ at: EVENING.local }]);
      expect(offsets).toEqual({});
      expect((await gathered(records, undefined, august, threads)).offsets).toEqual({
        '+00:00': [expect.any(Number)],
      });
    }
  });

  it('a refused session is silent in the month that it began in there', async () => {
    const september = { from: '2026-09', to: '2026-09' };
    const refused = session('m-1', 'p-1', EVENING.utc, '2026-09-01T03:00:00Z', { painBefore: 11 });
    expect((await gathered([refused], undefined, september)).refusedSessions).toEqual({ relaxation: 1 });
    expect((await gathered([refused], 'America/Chicago', september)).refusedSessions).toEqual({});
  });

  it('the same records written in UTC and in local time give the same statistics and goals', async () => {
    const seen = { sessions: 0, goals: 0, moved: 0 };
    const zones = fc.constantFrom('America/Chicago', 'Europe/Lisbon', 'Asia/Kathmandu', 'Pacific/Kiritimati');
    await assertUntilSeen(
      fc.asyncProperty(fc.array(anyRecord, { maxLength: 40 }), zones, async (records, zone) => {
        const ofMill = records.map((record) => ({ ...record, clinicId: 'mill' }));
        const writtenIn = (spelling: string) => ofMill.map((record) => factInZone(record, spelling));
        const [utc, local] = [await gathered(writtenIn('UTC'), zone), await gathered(writtenIn(zone), zone)];
        const statisticsOf = ({ table }: Gathered) =>
          JSON.stringify(tableStatistics({ clinicId: 'mill', ...ALL }, table, undefined));
        expect(statisticsOf(utc)).toBe(statisticsOf(local));
        const goalsOf = ({ goals }: Gathered) => goals.map((one) => JSON.stringify(one)).sort();
        expect(goalsOf(utc)).toEqual(goalsOf(local));
        seen.sessions += local.table.sessions.length;
        seen.goals += local.goals.length;
        const asWritten = await gathered(writtenIn('UTC'));
        if (JSON.stringify(goalsOf(asWritten)) !== JSON.stringify(goalsOf(utc))) seen.moved += 1;
      }),
      100,
      seen,
    );
  });
});
