import { BatchWriteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { releasePeriod } from '../../shared/privacy/programme/release-period.ts';
import { secureRandom } from '../../shared/privacy/samplers/secure-random.ts';
import { differentialPrivacy } from '../../shared/releases/mechanisms.ts';
import { beginTally, tallyAndFreeze } from '../../shared/releases/steps/close-period.ts';
import { publishRelease } from '../../shared/releases/steps/publish-release.ts';
import { createDynamoDBClient, type Item, keyOf, text } from '../../shared/storage/aws/dynamodb.ts';
import { chunksOf, mapInFlight } from '../../shared/storage/aws/in-flight.ts';
import { addressOf, recordItem } from '../../shared/storage/held/record-store.ts';
import { clientMonthItem } from '../../shared/storage/keys/keys.ts';
import { type ReleaseWorld, startReleaseWorld } from '../integration/releases/release-world.ts';
import { BY_FILE } from '../records/by-file.ts';
import { cpuMillisecondsBelow } from './function-processes.ts';
import { CLIENTS_A_CLINIC } from './pooled-clinic.ts';

const PERIOD = '2026Q3';
/** As many clinics as development counts at once. */
const CLINICS_AT_ONCE = 2;
const BATCH = 25;
const BATCHES_IN_FLIGHT = 8;

/** The smaller programme, beside which the larger one shows whether CPU and memory grow with the clients alone. */
const SMALLER = 4;
/** The bar: so many seconds of our own work for so many clients. */
const MOST_SECONDS = 30;
const CLIENTS_OF_BAR = 100_000;
const LOOK_MILLISECONDS = 100;

type Print = (line: string) => void;
type Used = { seconds: number; own: number; engines: number; megabytes: number };

/**
 * A programme of many clinics, 500 clients each, and one a quarter its size, from their views to the published files by the
 * steps of a release, in one process over the local engines behind their gate. Beside the seconds of the clock, which other
 * work on the machine makes longer: CPU of this process, which the gate is part of, and of the engines, which work at the same
 * time on another core. Queue and functions are left out; `fan-out` has them.
 */
export async function releaseScaleBench(clients: number, print: Print): Promise<void> {
  const world = await startReleaseWorld();
  await world.started.engines.tuneAfterTables();
  try {
    const small = await releaseOf(world, 'small', clients / SMALLER, print);
    const large = await releaseOf(world, 'large', clients, print);
    print(`ratio of CPU a client, large to small${(large.all / small.all).toFixed(2).padStart(14)}`);
    // Of fewer, what is done once weighs more than they.
    if (clients >= CLIENTS_OF_BAR) {
      const [own, bar] = [large.own * CLIENTS_OF_BAR, MOST_SECONDS].map((value) => value.toFixed(1));
      print(`CPU of our own for ${CLIENTS_OF_BAR} clients ${own} s, where at most ${bar} s are to be`);
    }
  } finally {
    await world.stop();
  }
}

/** @returns seconds of CPU for each client: of this process, and with the engines */
async function releaseOf(
  world: ReleaseWorld,
  name: string,
  clients: number,
  print: Print,
): Promise<{ own: number; all: number }> {
  const count = Math.max(1, Math.round(clients / CLIENTS_A_CLINIC));
  const clinics = Array.from({ length: count }, (_, index) => `${name}-${index}`);
  const programme = world.programme(name, { clinics });
  const engine = createDynamoDBClient({
    ...world.started.operator.config,
    endpoint: world.started.engines.dynamodbUrl,
  });
  for (const clinicId of clinics) await fill(engine, clinicId);
  engine.destroy();
  print(`${count} clinics, ${count * CLIENTS_A_CLINIC} clients`);
  const counted = await used(async () => {
    const messages = await beginTally(world.deps, programme, releasePeriod(PERIOD)!, 1);
    await mapInFlight(CLINICS_AT_ONCE, messages, (message) => tallyAndFreeze(world.deps, message));
  });
  row('tallied', counted, print);
  const deps = world.publishDeps(differentialPrivacy(secureRandom()));
  const published = await used(() => publishRelease(deps, { programme: name, period: PERIOD, revision: 1 }));
  row('charged and published', published, print);
  const sum = (of: keyof Used) => counted[of] + published[of];
  const megabytes = Math.max(counted.megabytes, published.megabytes);
  row('in all', { seconds: sum('seconds'), own: sum('own'), engines: sum('engines'), megabytes }, print);
  const all = count * CLIENTS_A_CLINIC;
  return { own: sum('own') / all, all: (sum('own') + sum('engines')) / all };
}

async function used(work: () => Promise<unknown>): Promise<Used> {
  let most = 0;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss());
  };
  const looking = setInterval(look, LOOK_MILLISECONDS);
  const [started, before, below] = [performance.now(), process.cpuUsage(), cpuMillisecondsBelow()];
  await work();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(before);
  clearInterval(looking);
  look();
  const engines = (cpuMillisecondsBelow() - below) / 1000;
  return { seconds, own: (user + system) / 1e6, engines, megabytes: most / 2 ** 20 };
}

function row(what: string, { seconds, own, engines, megabytes }: Used, print: Print): void {
  const [clock, ours, theirs] = [seconds, own, engines].map((value) => value.toFixed(1).padStart(7));
  print(
    `  ${what.padEnd(22)}${clock} s   CPU${ours} s, of the engines${theirs} s   ${Math.round(megabytes)} MB at most`,
  );
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
