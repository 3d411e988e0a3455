import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { DEFAULT_SETTINGS } from '../../shared/clinics/clinic-settings.ts';
import { createLog } from '../../shared/log.ts';
import { parseRecord, type SentRecord } from '../../shared/records/record.ts';
import { type Item, keyOf } from '../../shared/storage/dynamodb.ts';
import { addressOf, type Storable } from '../../shared/storage/record-store.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import type { ItemChange } from '../simulate/tables/table.ts';
import { TablesInMemory } from '../simulate/tables/tables-in-memory.ts';
import { deriveOutcomes, summariseTechniques } from '../simulate/world/functions.ts';
import { addClinic, addTables, OUTCOMES, RECORDS } from '../simulate/world/tables.ts';
import { type Capacity, countingCapacity } from './capacity-by-rule.ts';
import { report } from './child-run.ts';
import { benchFacts } from './facts.ts';

/** What one new score took, from its writing until nothing is stale. */
export type OneScore = Capacity & { milliseconds: number };

const SESSIONS_A_CLINIC = 500;
const CLIENTS = 100;
const SCORES = 15;
const CLINIC = 'clinic-0';
const ARRIVAL = { door: 'recorder' as const, at: '2026-12-01T12:00:00Z' };
const MOST_A_BATCH = 500;

type Handler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/**
 * Scores that come one by one into one clinic of a deployment with so many sessions, each derived before the next comes: the real
 * stores and handlers over tables in memory. The clinic's own history comes in the same way; the other clinics are copies of what
 * it came to, under names of their own.
 */
const sessions = Number(process.argv[2]);
const changes: ItemChange[] = [];
const tables = new TablesInMemory((change) => changes.push(change));
addTables(tables);
addClinic(tables, CLINIC, DEFAULT_SETTINGS, {});
changes.length = 0;
const counted = countingCapacity(tables.client());
const writer = createRecordWriter(counted.client, RECORDS);
const clock = () => new Date(ARRIVAL.at);
const log = { ...createLog('bench'), info: () => {} };
const wiring = { worker: { clock } as never, dynamodb: counted.client, log };
const derive = deriveOutcomes(wiring);
const summarise = summariseTechniques(wiring);

const facts = benchFacts((SESSIONS_A_CLINIC + SCORES) * 5, { months: 9, clients: CLIENTS }).map(
  (line) => JSON.parse(line) as { type: string; clientId: string },
);
const isLast = new Set(facts.filter(({ type }) => type === 'pain-score').slice(-SCORES));
const history = facts.filter((fact) => !isLast.has(fact));
for (let at = 0; at < history.length; at += MOST_A_BATCH) await take(history.slice(at, at + MOST_A_BATCH));
copyClinic(Math.max(0, Math.round(sessions / SESSIONS_A_CLINIC) - 1));
counted.take();

const runs: OneScore[] = [];
for (const score of isLast) {
  const start = process.threadCpuUsage();
  await take([score]);
  const { user, system } = process.threadCpuUsage(start);
  runs.push({ ...counted.take(), milliseconds: (user + system) / 1000 });
}
report({ runs });

/** Takes facts in, and brings up to date what they make stale. */
async function take(some: readonly { clientId: string }[]): Promise<void> {
  const addressed = some.map((fact) => {
    const parsed = parseRecord({ ...fact, clinicId: CLINIC });
    if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
    const owner = { clinicId: CLINIC, client: fact.clientId.padEnd(43, '-') };
    return addressOf(owner, parsed.record as SentRecord as Storable, ARRIVAL);
  });
  await writer.write(addressed);
  while (changes.length > 0) {
    const now = changes.splice(0);
    await deliver(derive, now, ({ table, key }) => table === RECORDS && key.pk.startsWith('CLINIC#'));
    await deliver(summarise, now, ({ table, key }) => table === OUTCOMES && key.pk.includes('#MONTH#'));
  }
}

async function deliver(
  handler: Handler,
  all: readonly ItemChange[],
  isFor: (change: ItemChange) => boolean,
): Promise<void> {
  const Records = all.filter(isFor).map(({ key, old, new: now }, index) => ({
    eventName: old ? ('MODIFY' as const) : ('INSERT' as const),
    dynamodb: {
      SequenceNumber: String(index),
      Keys: keyOf(key) as never,
      ...(old && { OldImage: old as never }),
      ...(now && { NewImage: now as never }),
    },
  }));
  if (Records.length === 0) return;
  const { batchItemFailures } = await handler({ Records });
  if (batchItemFailures.length > 0) throw new Error('a change could not be worked off');
}

function copyClinic(times: number): void {
  for (const name of [RECORDS, OUTCOMES]) {
    const table = tables.table(name);
    const items = [...table.all()].filter((item) => item['pk']!.S!.includes(CLINIC));
    for (let copy = 1; copy <= times; copy++) {
      for (const item of items) {
        const pk = { S: item['pk']!.S!.replace(CLINIC, `clinic-${copy}`) };
        const copied: Item = { ...item, pk };
        table.set(table.keyIn(copied, true), copied);
      }
      changes.length = 0;
    }
  }
}
