import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveClientMonth } from '../../shared/outcomes/client-month.ts';
import { clientOutcomes } from '../../shared/outcomes/client-outcomes.ts';
import type { ClientRecord } from '../../shared/outcomes/client-record.ts';
import { monthsBetween } from '../../shared/outcomes/months.ts';
import { monthAsWritten, utcSeconds } from '../../shared/records/time/instant.ts';
import { mapKey } from '../../shared/storage/aws/dynamodb.ts';
import { clientMonthItem, type ItemKey } from '../../shared/storage/keys/keys.ts';
import type { StoredView } from '../../shared/storage/views/view-store.ts';
import { readCourseChain, spanOfMonths } from '../../shared/views/course-chain.ts';
import { coursesView } from '../../shared/views/courses-view.ts';
import { runs } from '../deep.ts';

const owner = { clinicId: 'riverside', client: 'p' };
const MONTHS = monthsBetween('2023-06', '2027-06');
const START = Date.UTC(2024, 0, 1);
const HOUR = 3_600_000;

const instant = (hour: number) => new Date(START + hour * HOUR).toISOString().replace('.000Z', '+00:00');
const hourOfTwoYears = fc.integer({ min: 0, max: 2 * 365 * 24 });

const session = fc.record({ hour: hourOfTwoYears, painBefore: fc.nat(10), neck: fc.boolean() }).map(
  ({ hour, painBefore, neck }) =>
    ({
      type: 'session',
      sessionId: `s-${hour}-${painBefore}-${neck}`,
      therapistId: 't-1',
      startedAt: instant(hour),
      endedAt: instant(hour + 1),
      complaint: neck ? 'neck-pain' : 'stress',
      techniques: [{ technique: 'sports', minutes: 50 }],
      painBefore,
      recordedAt: instant(hour + 2),
    }) as ClientRecord,
);
const stressSession = (hour: number) =>
  ({
    type: 'session',
    sessionId: `s-${hour}`,
    therapistId: 't-1',
    startedAt: instant(hour),
    endedAt: instant(hour + 1),
    complaint: 'stress',
    techniques: [{ technique: 'sports', minutes: 50 }],
    recordedAt: instant(hour + 2),
  }) as ClientRecord;
const score = fc.record({ hour: hourOfTwoYears, pain: fc.nat(10) }).map(
  ({ hour, pain }) =>
    ({
      type: 'pain-score',
      scoreId: `p-${hour}`,
      at: instant(hour),
      pain,
      window: 'now',
      recordedAt: instant(hour),
    }) as ClientRecord,
);
const history = fc.array(fc.oneof({ weight: 2, arbitrary: session }, { weight: 1, arbitrary: score }), {
  minLength: 1,
  maxLength: 14,
});

/** The client's months as they are stored, and how many of them have been read. */
function stored(records: readonly ClientRecord[]) {
  const items = new Map<string, StoredView>();
  for (const month of MONTHS) {
    const content = deriveClientMonth(month, records);
    if (content.sessions.length + content.journal.length === 0) continue;
    const key = clientMonthItem({ ...owner, month });
    items.set(mapKey(key), { key, revision: month, content: JSON.stringify(content) });
  }
  let reads = 0;
  const get = async (keys: readonly ItemKey[]) => {
    reads += keys.length;
    return new Map(
      keys.flatMap((key) => (items.has(mapKey(key)) ? [[mapKey(key), items.get(mapKey(key))!]] : [])),
    );
  };
  return { get, reads: () => reads };
}

function coursesByMonth(records: readonly ClientRecord[]): Map<string, string> {
  const begun = Map.groupBy(clientOutcomes(records).courses, ({ startedAt }) => monthAsWritten(startedAt));
  return new Map([...begun].map(([month, courses]) => [month, JSON.stringify(courses)]));
}

describe('courses of care as a view', () => {
  it('change nowhere but in the months that a change is said to make stale, and there to what all records say', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(), async (records, pick) => {
        const changed = records[pick % records.length]!;
        const without = records.filter((record) => record !== changed);
        for (const [before, after] of [
          [without, records],
          [records, without],
        ] as const) {
          const store = stored(after);
          const lost = changed.type === 'session' ? [monthAsWritten(changed.startedAt)] : [];
          const view = coursesView(store);
          const at = utcSeconds(changed.type === 'session' ? changed.startedAt : changed.at);
          const key = await view.stale(owner, { from: at, to: at }, lost);
          const [old, now] = [coursesByMonth(before), coursesByMonth(after)];
          const differing = MONTHS.filter((month) => old.get(month) !== now.get(month));
          expect(key?.months ?? []).toEqual(expect.arrayContaining(differing));
          if (!key) continue;
          const expected = key.months.map((month) => now.get(month) ?? null);
          // What was read to find out, and then what is read for it.
          expect(view.derive(key, await view.sources(key))).toEqual(expected);
          expect(view.derive(key, await view.sources(key))).toEqual(expected);
        }
      }),
      runs(100, 1_000),
    );
  });

  it('cost a small row a month of the course, whatever else was recorded', async () => {
    const monthly = Array.from({ length: 24 }, (_, index) => stressSession(index * 30 * 24));
    const store = stored(monthly);
    await readCourseChain(store, owner, spanOfMonths(['2024-12']));
    expect(store.reads()).toBeLessThan(60);
    const alone = stored([monthly[12]!]);
    await readCourseChain(alone, owner, spanOfMonths(['2024-12']));
    expect(alone.reads()).toBe(7);
  });
});
