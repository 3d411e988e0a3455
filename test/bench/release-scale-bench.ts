import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { releasePeriod } from '../../shared/privacy/programme/release-period.ts';
import { secureRandom } from '../../shared/privacy/samplers/secure-random.ts';
import { differentialPrivacy } from '../../shared/releases/mechanisms.ts';
import { beginTally, tallyAndFreeze } from '../../shared/releases/steps/close-period.ts';
import { publishRelease } from '../../shared/releases/steps/publish-release.ts';
import { type Item, keyOf, text } from '../../shared/storage/dynamodb.ts';
import { chunksOf, mapInFlight } from '../../shared/storage/in-flight.ts';
import { clientMonthItem } from '../../shared/storage/keys.ts';
import { addressOf, recordItem } from '../../shared/storage/record-store.ts';
import { startReleaseWorld } from '../integration/releases/release-world.ts';
import { BY_FILE } from '../records/by-file.ts';
import { CLIENTS_A_CLINIC } from './pooled-clinic.ts';

const PERIOD = '2026Q3';
/** As many clinics as development counts at once. */
const CLINICS_AT_ONCE = 2;
const BATCH = 25;
const BATCHES_IN_FLIGHT = 8;

/**
 * A programme of many clinics, 500 clients each, from its views to the published files by the steps of a release, in one
 * process over the local engines behind their gate: seconds of the clock, and of CPU of this process, which the gate is
 * part of. Queue and functions are left out; `fan-out` has them.
 */
export async function releaseScaleBench(clients: number, print: (line: string) => void): Promise<void> {
  const world = await startReleaseWorld();
  await world.started.engines.tuneAfterTables();
  try {
    const clinics = Array.from(
      { length: Math.ceil(clients / CLIENTS_A_CLINIC) },
      (_, index) => `pool-${index}`,
    );
    const programme = world.programme('pool', { clinics });
    for (const clinicId of clinics) await fill(world.started.operator.dynamodb, clinicId);
    const line = async (what: string, work: () => Promise<unknown>) => {
      const [started, cpu] = [performance.now(), process.cpuUsage()];
      await work();
      const { user, system } = process.cpuUsage(cpu);
      const [clock, used] = [(performance.now() - started) / 1000, (user + system) / 1e6];
      print(`${what.padEnd(24)}${clock.toFixed(1).padStart(8)} s${used.toFixed(1).padStart(8)} s of CPU`);
      return clock;
    };
    print(`${clinics.length} clinics, ${clinics.length * CLIENTS_A_CLINIC} clients`);
    const counted = await line('tallied', async () => {
      const messages = await beginTally(world.deps, programme, releasePeriod(PERIOD)!, 1);
      await mapInFlight(CLINICS_AT_ONCE, messages, (message) => tallyAndFreeze(world.deps, message));
    });
    const deps = world.publishDeps(differentialPrivacy(secureRandom()));
    const release = { programme: programme.programme, period: PERIOD, revision: 1 };
    const published = await line('charged and published', () => publishRelease(deps, release));
    print(`in all ${(counted + published).toFixed(1).padStart(25)} s`);
  } finally {
    await world.stop();
  }
}

/** A month of outcomes and a consent of each client, as they are stored. */
async function fill(client: DynamoDBClient, clinicId: string): Promise<void> {
  const techniques = ['deep-tissue', 'myofascial-release', 'trigger-point-therapy', 'sports', 'relaxation'];
  const clients = Array.from({ length: CLIENTS_A_CLINIC }, (_, index) => {
    const name = `p${String(index).padStart(4, '0')}`;
    const month = `2026-0${7 + (index % 3)}`;
    const technique = techniques[index % techniques.length];
    const session = {
      ...{ sessionId: `s-${index}`, therapistId: 't-1', complaint: index % 2 ? 'neck-pain' : 'stress' },
      ...{ startedAt: `${month}-05T09:00:00Z`, endedAt: `${month}-05T10:00:00Z`, technique, minutes: 60 },
      ...{
        combination: [technique],
        painBefore: 7,
        painAfter: index % 6,
        sorenessReports: [],
        painReports: [],
      },
    };
    const consent = {
      ...{ type: 'consent' as const, clinicId, clientId: name, partnerReports: true },
      recordedAt: '2026-06-01T00:00:00Z',
    };
    const view: Item = {
      ...keyOf(clientMonthItem({ clinicId, client: name, month })),
      ...{ entity: text('session-outcomes'), schemaVersion: { N: '1' }, revision: text(`r-${index}`) },
      content: text(JSON.stringify({ sessions: [session], journal: [] })),
    };
    return { view, consent: recordItem(addressOf({ clinicId, client: name }, consent, BY_FILE)) };
  });
  const requests = (items: readonly Item[]) => items.map((Item) => ({ PutRequest: { Item } }));
  const into = async (table: string, items: readonly Item[]) => {
    await mapInFlight(BATCHES_IN_FLIGHT, chunksOf(items, BATCH), async (batch) => {
      const RequestItems = { [table]: requests(batch) };
      const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems }));
      if (Object.keys(UnprocessedItems ?? {}).length > 0)
        throw new Error('the engine left items unprocessed');
    });
  };
  await into(
    'outcomes',
    clients.map(({ view }) => view),
  );
  await into(
    'records',
    clients.map(({ consent }) => consent),
  );
}
