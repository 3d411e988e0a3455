import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeStatistics } from '../../shared/claims/outcome-statistics.ts';
import { gatheredItem, gatheredPk } from '../../shared/storage/keys/gathered-keys.ts';
import { clientMonthItem, coursesItem, monthPk } from '../../shared/storage/keys/keys.ts';
import { clinicMonthOutcomes, readMonths } from '../../shared/views/clinic-month-outcomes.ts';
import { clinicMonthView, storedStatistics } from '../../shared/views/clinic-month-view.ts';
import { clientsInParts, gatheredMonths } from '../../shared/views/gathered-months.ts';
import { refresh } from '../../shared/views/refresh.ts';
import { viewsInMemory } from '../../shared/views/views-in-memory.ts';
import { course, outcome } from '../statistics/outcomes.ts';

const clinicId = 'riverside';
const MONTH = '2026-08';
const range = { from: '2026-07', to: '2026-09' };

/** Views in memory, as they are read by whoever shows them. */
function views() {
  const memory = viewsInMemory();
  const revisions = new Map<string, string>();
  return {
    ...memory,
    asked: [] as string[],
    async listLately(pk: string, from: string, to: string) {
      this.asked.push(pk);
      const items = await memory.list(pk, '');
      return items.filter(({ key, content }) => content !== null && key.sk >= from && key.sk <= to);
    },
    /** What a client's month comes to, in place of what was there. */
    async hold(key: { pk: string; sk: string }, content: unknown) {
      const id = `${key.pk} ${key.sk}`;
      await memory.put('test', key, content === null ? null : JSON.stringify(content), revisions.get(id));
      const held = (await memory.list(key.pk, key.sk)).find((view) => view.key.sk === key.sk);
      revisions.set(id, held!.revision);
    },
  };
}
type Views = ReturnType<typeof views>;

/** Of one client: so many sessions in the month, a course or not, a journal or not. */
const anyClientOfMonth = fc.record({
  sessions: fc.integer({ min: 0, max: 2 }),
  hasCourse: fc.boolean(),
  hasJournal: fc.boolean(),
});
type OfMonth = { sessions: number; hasCourse: boolean; hasJournal: boolean };

async function report(store: Views, client: string, { sessions, hasCourse, hasJournal }: OfMonth) {
  const of = Array.from({ length: sessions }, (_, index) => outcome({ sessionId: `${client}-${index}` }));
  const journal = hasJournal ? [{ at: 1_786_000_000, pain: 3 }] : [];
  const isEmpty = sessions === 0 && !hasJournal;
  const key = { clinicId, client, month: MONTH };
  await store.hold(clientMonthItem(key), isEmpty ? null : { sessions: of, journal });
  await store.hold(coursesItem(key), hasCourse ? [course()] : null);
}

const derive = async (store: Views) =>
  expect(await refresh(clinicMonthView(store), [{ clinicId, month: MONTH }], store)).toEqual(new Map());

describe('gathered months', () => {
  it('say what the items of the clients say, in their order, however many there are and become', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.tuple(fc.nat(120), anyClientOfMonth), { maxLength: 90 }), {
          minLength: 1,
          maxLength: 3,
        }),
        async (times) => {
          const store = views();
          for (const changes of times) {
            for (const [client, of] of changes) await report(store, `p${client}`, of);
            await derive(store);
            const gathered = await gatheredMonths(store, clinicId, range.from, range.to);
            const parts = gathered.get(MONTH);
            const clients = await clinicMonthOutcomes(store, { clinicId, month: MONTH });
            expect(parts ? clientsInParts(parts) : []).toEqual(clients);
            expect((await readMonths(store, clinicId, range)).clients()).toEqual(clients);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are read of the clients where one of their parts is missing, and not at all where none is', async () => {
    const store = views();
    for (let client = 0; client < 40; client++) {
      await report(store, `p${client}`, { sessions: 1, hasCourse: true, hasJournal: false });
    }
    await derive(store);
    const whole = await readMonths(store, clinicId, { from: MONTH, to: MONTH });
    expect(store.asked).toEqual([gatheredPk(clinicId)]);
    const part = gatheredItem({ clinicId, month: MONTH }, 1);
    const { revision } = (await store.list(part.pk, part.sk))[0]!;
    await store.put('test', part, null, revision);
    const now = await readMonths(store, clinicId, { from: MONTH, to: MONTH });
    expect(now.clients()).toEqual(whole.clients());
    expect(now.revisions).not.toBe(whole.revisions);
    expect(store.asked.at(-1)).toBe(monthPk({ clinicId, month: MONTH }));
  });

  it('write one item more where one client of many changes', async () => {
    const store = views();
    for (let client = 0; client < 200; client++) {
      await report(store, `p${client}`, { sessions: 1, hasCourse: true, hasJournal: true });
    }
    await derive(store);
    const before = new Map(
      (await store.list(gatheredPk(clinicId), '')).map((view) => [view.key.sk, view.revision]),
    );
    expect(before.size).toBeGreaterThan(8);
    await report(store, 'p7', { sessions: 2, hasCourse: true, hasJournal: true });
    await derive(store);
    const after = await store.list(gatheredPk(clinicId), '');
    expect(after.filter(({ key, revision }) => before.get(key.sk) !== revision)).toHaveLength(1);
  });
});

describe('the statistics of a month as they stand', () => {
  it('are those of its outcomes, combinations of one technique and of several among them', async () => {
    const store = views();
    for (const [client, combination] of [
      ['p1', ['deep-tissue'] as const],
      ['p2', ['deep-tissue', 'sports'] as const],
      ['p3', ['sports'] as const],
      ['p4', ['relaxation'] as const],
    ] as const) {
      const sessions = [
        outcome({ technique: combination[0], combination: [...combination], painBefore: 6, painAfter: 3 }),
      ];
      await store.hold(clientMonthItem({ clinicId, client, month: MONTH }), { sessions, journal: [] });
    }
    await derive(store);
    const clients = await clinicMonthOutcomes(store, { clinicId, month: MONTH });
    const stored = await storedStatistics(store, { clinicId, month: MONTH });
    expect(stored?.statistics).toEqual(outcomeStatistics({ clinicId, from: MONTH, to: MONTH, clients }));
    expect(stored?.statistics.combinations.map(({ technique }) => technique).toSorted()).toEqual([
      'deep-tissue',
      'deep-tissue + sports',
      'relaxation',
      'sports',
    ]);
  });
});
