import { expect, it } from 'vitest';
import { clinicSources } from '../../infra/verify/clinics-to-check.ts';
import { type QueuedRebuild, rebuildByQueue } from '../../infra/verify/rebuild-by-queue.ts';
import { parseRecord } from '../../shared/records/record.ts';
import { askedWork } from '../../shared/schedule/asked-work.ts';
import { mapKey } from '../../shared/storage/aws/dynamodb.ts';
import { addressOf, type Storable } from '../../shared/storage/held/record-store.ts';
import { clientMonthItem, goalItem, techniqueItem } from '../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createRebuildNotes } from '../../shared/storage/views/rebuild-notes.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import { rebuildPart } from '../../shared/views/rebuild-parts.ts';
import { rebuildClinic, verifyClinic } from '../../shared/views/verify-clinic.ts';
import { TablesInMemory } from '../simulate/tables/tables-in-memory.ts';
import { addTables, OUTCOMES, RECORDS, REGISTRY } from '../simulate/world/tables.ts';

const clinicId = 'mill';
const clock = () => new Date('2026-09-10T12:00:00Z');
const pseudonym = (client: number) => String(client).padEnd(43, 'x');

/** A clinic of so many clients, each with a session and a goal, of which everything is derived. */
async function clinicOf(clients: number) {
  const tables = new TablesInMemory();
  addTables(tables);
  const dynamodb = tables.client();
  const addressed = Array.from({ length: clients }, (_, client) => [
    {
      ...{ type: 'session', sessionId: `s-${client}`, therapistId: 't-1', complaint: 'neck-pain' },
      ...{ startedAt: '2026-03-10T09:00:00Z', endedAt: '2026-03-10T09:45:00Z', painBefore: 7, painAfter: 4 },
      techniques: [{ technique: 'sports', minutes: 14 }],
    },
    {
      ...{ type: 'goal', goalId: `g-${client}`, therapistId: 't-1', kind: 'pain', measure: 'pain' },
      ...{ unit: 'score', baseline: 7, target: 3, startsOn: '2026-03-01', dueOn: '2026-04-30' },
    },
  ]).flatMap((facts, client) =>
    facts.map((fact) => {
      const parsed = parseRecord({ ...fact, clinicId, clientId: 'c' });
      if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
      const owner = { clinicId, client: pseudonym(client) };
      return addressOf(owner, parsed.record as Storable, { door: 'owner', at: '2026-09-10T12:00:00Z' });
    }),
  );
  await createRecordWriter(dynamodb, RECORDS).write(addressed);
  const named = { recordsTable: RECORDS, outcomesTable: OUTCOMES, registryTable: REGISTRY };
  const sources = clinicSources(dynamodb, named, () => {});
  await rebuildClinic(sources, clinicId, await sources.partitions(clinicId));
  const views = createViewStore(dynamodb, OUTCOMES, clock);
  const notes = createRebuildNotes(dynamodb, OUTCOMES, clock);
  return { sources, views, notes };
}

/** A queue whose messages are worked off, the last first, while the command waits. */
function queued({ sources, notes }: Awaited<ReturnType<typeof clinicOf>>) {
  const waiting: string[] = [];
  const shown: string[] = [];
  const tools: QueuedRebuild = {
    ...{ sources, notes },
    send: async (messages) => void waiting.push(...messages.map((message) => JSON.stringify(message))),
    show: (step, done, of) => void shown.push(`${step} ${done} of ${of}`),
    async wait() {
      const body = waiting.pop();
      const asked = body === undefined ? undefined : askedWork(body);
      if (asked?.work !== 'rebuild') return;
      const { work: _, clinicId: ofClinic, run, part, ...parts } = asked;
      const failed = await rebuildPart(sources, ofClinic, parts);
      await notes.note(run, part, failed.size);
    },
  };
  return { tools, waiting, shown };
}

it('puts right what was planted, what is missing and what follows from nothing, part by part', async () => {
  const clinic = await clinicOf(120);
  const { sources, views } = clinic;
  const changed = clientMonthItem({ clinicId, client: pseudonym(7), month: '2026-03' });
  const held = (await views.get([changed])).get(mapKey(changed))!;
  await views.put(
    'session-outcomes',
    changed,
    held.content!.replace('"painAfter":4', '"painAfter":3'),
    held.revision,
  );
  const stray = { clinicId, therapistId: 't-9', client: pseudonym(999), goalId: 'nobody-s' };
  await views.put('goal-progress', goalItem(stray), '{}', undefined);
  const gone = clientMonthItem({ clinicId, client: pseudonym(998), month: '2025-01' });
  await views.put('session-outcomes', gone, held.content, undefined);
  const statistics = techniqueItem({ clinicId, month: '2026-03' }, 'sports');
  const before = (await views.get([statistics])).get(mapKey(statistics))!;
  await views.put('clinic-month-statistics', statistics, null, before.revision);
  const drifts = (await verifyClinic(sources, clinicId)).drifts.map(({ is, key }) => `${is} ${mapKey(key)}`);
  expect(drifts.toSorted()).toEqual(
    [
      `different ${mapKey(changed)}`,
      `left over ${mapKey(goalItem(stray))}`,
      `left over ${mapKey(gone)}`,
      `missing ${mapKey(statistics)}`,
    ].toSorted(),
  );

  const { tools, waiting, shown } = queued(clinic);
  expect(await rebuildByQueue(tools, clinicId, await sources.partitions(clinicId))).toEqual({
    failed: 0,
    unheard: 0,
  });
  expect(waiting).toEqual([]);
  // Of clients with goals; then of months, which are made of them.
  expect(shown).toEqual([...[0, 1, 2, 3].map((done) => `clients ${done} of 4`), 'months 0 of 1']);
  expect((await verifyClinic(sources, clinicId)).drifts).toEqual([]);
});

it('says of how many parts nothing was heard, and begins no month before its clients', async () => {
  const clinic = await clinicOf(3);
  const { tools, waiting } = queued(clinic);
  let waits = 0;
  const wait = async () => {
    waits += 1;
  };
  const partitions = await clinic.sources.partitions(clinicId);
  expect(await rebuildByQueue({ ...tools, wait }, clinicId, partitions)).toEqual({ failed: 0, unheard: 3 });
  expect(waits).toBeGreaterThan(1000);
  expect(waiting.map((body) => JSON.parse(body).months)).toEqual([[], []]);
});

it('counts what could not be derived', async () => {
  const clinic = await clinicOf(2);
  const { tools } = queued(clinic);
  const failing = {
    ...clinic.notes,
    done: async (run: string) => new Map([...(await clinic.notes.done(run)).keys()].map((part) => [part, 2])),
  };
  const partitions = await clinic.sources.partitions(clinicId);
  expect(await rebuildByQueue({ ...tools, notes: failing }, clinicId, partitions)).toEqual({
    failed: 6,
    unheard: 0,
  });
});
