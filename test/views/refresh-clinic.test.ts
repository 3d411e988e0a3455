import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Goal } from '../../shared/records/goal.ts';
import type { Fact } from '../../shared/records/record.ts';
import { possibleMonths } from '../../shared/records/time/extreme-zones.ts';
import { utcSeconds, utcText } from '../../shared/records/time/instant.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { mapKey } from '../../shared/storage/aws/dynamodb.ts';
import type { RecordReader } from '../../shared/storage/held/record-store.ts';
import { recordsInZone } from '../../shared/storage/held/records-in-zone.ts';
import { type ItemKey, parseMonthPk, statisticsPk } from '../../shared/storage/keys/keys.ts';
import type { StoredView } from '../../shared/storage/views/view-store.ts';
import { clientMonthView } from '../../shared/views/client-month-view.ts';
import { spanOfMonths } from '../../shared/views/course-chain.ts';
import { coursesView } from '../../shared/views/courses-view.ts';
import { goalProgressView } from '../../shared/views/goal-progress-view.ts';
import { heldClientView } from '../../shared/views/held-client-view.ts';
import { refresh } from '../../shared/views/refresh.ts';
import { refreshClinic } from '../../shared/views/refresh-clinic.ts';
import { DEEP } from '../deep.ts';
import { score, session } from '../outcomes/client-records.ts';
import { assertUntilSeen } from '../until-seen.ts';

const clinicId = 'mill';
const GOAL: Held<Goal> = {
  ...{ type: 'goal', goalId: 'g-1', therapistId: 't-1', kind: 'pain', measure: 'pain', unit: 'score' },
  ...{ baseline: 7, target: 3, startsOn: '2026-07-31', dueOn: '2026-08-31', weight: 1 },
  recordedAt: '2026-07-31T12:00:00+00:00',
};
type Clients = Readonly<Record<string, readonly Held<Fact>[]>>;

function recordsOf(clients: Clients, timeZone: string | undefined): RecordReader {
  const instantOf = (fact: Held<Fact>) =>
    fact.type === 'session' ? fact.startedAt : fact.type === 'pain-score' ? fact.at : undefined;
  const reader = {
    async between({ client }: { client: string }, { from, to }: { from: string; to: string }) {
      return clients[client]!.filter((fact) => {
        const at = instantOf(fact);
        return at !== undefined && utcText(utcSeconds(at)) >= from && utcText(utcSeconds(at)) <= to;
      });
    },
    goal: async () => ({ goal: GOAL, earlier: [] }),
  } as unknown as RecordReader;
  return recordsInZone(reader, async () => timeZone);
}

/** What follows from those that follow from facts: by the stream, and derived again in the end. */
const BY_MONTH = ['clinic-month-statistics', 'month-border-checks'];

/** Views in memory, of a process that ends after so many writes. */
class Views {
  readonly items = new Map<string, StoredView & { entity: string }>();
  writesLeft = Number.POSITIVE_INFINITY;
  #revision = 0;

  #alive(): void {
    if (this.writesLeft > 0) return;
    // Nothing is under way.
    const refused = { $fault: 'client', $metadata: { attempts: 1 } } as const;
    throw new DynamoDBServiceException({ name: 'Ended', message: 'the process has ended', ...refused });
  }
  async get(keys: readonly ItemKey[]): Promise<Map<string, StoredView>> {
    this.#alive();
    return new Map(
      keys.map(mapKey).flatMap((key) => (this.items.has(key) ? [[key, this.items.get(key)!]] : [])),
    );
  }
  async put(entity: string, key: ItemKey, content: string | null, seen: string | undefined) {
    this.#alive();
    if (this.items.get(mapKey(key))?.revision !== seen) return 'lost' as const;
    this.writesLeft -= 1;
    this.#revision += 1;
    const written = { key, content, revision: String(this.#revision) };
    this.items.set(mapKey(key), { ...written, entity });
    return written;
  }
  async list(pk: string, prefix: string): Promise<StoredView[]> {
    this.#alive();
    return [...this.items.values()].filter(({ key }) => key.pk === pk && key.sk.startsWith(prefix));
  }
  async sortKeys(pk: string): Promise<string[]> {
    this.#alive();
    const items = [...this.items.values()];
    if (pk !== statisticsPk(clinicId))
      return items.filter(({ key }) => key.pk === pk).map(({ key }) => key.sk);
    // As the statistics of months stand that have, or had, a session's outcome.
    const months = items.filter(({ entity }) => entity === 'session-outcomes');
    return [...new Set(months.map(({ key }) => `${parseMonthPk(key.pk).month}#CLINIC`))];
  }
  get live(): Record<string, string> {
    const ofFacts = [...this.items].filter(([, { entity }]) => !BY_MONTH.includes(entity));
    const entries = ofFacts.flatMap(([key, { content }]) => (content === null ? [] : [[key, content]]));
    return Object.fromEntries(entries.sort(([a], [b]) => (a! < b! ? -1 : 1)));
  }
}

const isHeldIn =
  (clients: Clients) =>
  async ({ client }: { client: string }) =>
    (clients[client] ?? []).length > 0;

/** What the stream brings about when the facts come in. */
async function derived(clients: Clients, timeZone: string | undefined): Promise<Views> {
  const views = new Views();
  const records = recordsOf(clients, timeZone);
  for (const [client, facts] of Object.entries(clients)) {
    const months = [
      ...new Set(
        facts.flatMap((fact) =>
          fact.type === 'session'
            ? possibleMonths(fact.startedAt)
            : fact.type === 'pain-score'
              ? possibleMonths(fact.at)
              : [],
        ),
      ),
    ];
    await refresh(heldClientView(isHeldIn(clients)), [{ clinicId, client }], views);
    await refresh(
      clientMonthView(records),
      months.map((month) => ({ clinicId, client, month })),
      views,
    );
    if (months.length === 0) continue;
    const courses = coursesView(views);
    const stale = await courses.stale({ clinicId, client }, spanOfMonths(months), months);
    if (stale) await refresh(courses, [stale], views);
    await refresh(
      goalProgressView(records),
      [{ clinicId, client, therapistId: 't-1', goalId: 'g-1' }],
      views,
    );
  }
  return views;
}

const HOUR = 3600;
/** Around the turn of two months, where zones disagree most. */
const instant = fc
  .tuple(fc.constantFrom('2026-07-31T00:00:00Z', '2026-08-31T00:00:00Z'), fc.integer({ min: -30, max: 54 }))
  .map(([midnight, hours]) => `${utcText(utcSeconds(midnight) + hours * HOUR)}+00:00`);
const facts = fc.array(
  fc.record({ at: instant, isSession: fc.boolean(), pain: fc.nat(10) }).map(({ at, isSession, pain }) =>
    isSession
      ? session({
          sessionId: `s-${at}`,
          startedAt: at,
          endedAt: `${utcText(utcSeconds(at) + HOUR)}+00:00`,
          painBefore: pain,
        })
      : score({ scoreId: `p-${at}`, at, pain }),
  ),
  { maxLength: 6 },
);
const zone = fc.constantFrom(
  undefined,
  'America/Chicago',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
  'Asia/Kathmandu',
);

it('ends where facts read by the new zone end, also when it was cut short and run again', async () => {
  const seen = { moved: 0 }; // runs in which a session changes its month
  await assertUntilSeen(
    fc.asyncProperty(
      fc.record({ a: facts, b: facts, c: facts }),
      zone,
      zone,
      fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 3 }),
      async (clients, before, after, cuts) => {
        const unique: Clients = Object.fromEntries(
          Object.entries(clients).map(([client, list]) => [
            client,
            [
              ...new Map(
                list.map((fact) => [JSON.stringify({ ...fact, painBefore: 0, pain: 0 }), fact]),
              ).values(),
            ],
          ]),
        );
        const views = await derived(unique, before);
        const isHeld = isHeldIn(unique);
        const deps = { records: recordsOf(unique, after), views, isHeld, onProgress: () => {} };
        for (const writes of cuts) {
          views.writesLeft = writes;
          await refreshClinic(deps, clinicId).catch(() => {});
        }
        views.writesLeft = Number.POSITIVE_INFINITY;
        expect(await refreshClinic(deps, clinicId)).toEqual(new Map());
        const wanted = (await derived(unique, after)).live;
        expect(views.live).toEqual(wanted);
        const months = (of: Record<string, string>) =>
          Object.keys(of)
            .filter((key) => key.includes('#MONTH#'))
            .join();
        if (months((await derived(unique, before)).live) !== months(wanted)) seen.moved += 1;
      },
    ),
    DEEP ? 200 : 60,
    seen,
  );
});
