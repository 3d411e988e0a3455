import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { createApi } from '../../infra/local/command/api.ts';
import { holdClinics } from '../../infra/local/command/hold-clinics.ts';
import { sendRecords } from '../../infra/local/command/http-records.ts';
import type { ReportedRecord } from '../../shared/records/record.ts';
import { createViewStore, type ViewStore } from '../../shared/storage/views/view-store.ts';
import { readMonths } from '../../shared/views/clinic-month-outcomes.ts';
import { type MeteredCloud, startMeteredCloud } from './dollars/metered-cloud.ts';
import { benchFacts } from './facts.ts';

const CLINIC = 'http';
const MONTHS = { from: '2026-01', to: '2026-01' };
const CLIENTS = 200;
const MOST_IN_FLIGHT = 64;
const LOOK_MILLISECONDS = 100;
const WARM_UPS = 10;

type Times = Map<string, number>;

/**
 * Sessions that come over HTTP at a steady rate, as many clients send them that do not wait for each other: how long after its
 * 2xx each stands in what the owner's page reads. It goes through the synthesized application on the local engines, gateway and
 * poller included, on the cores that do everything else too; whoever cannot keep the pace is told the pace that was kept.
 *
 * @param rate requests a second
 * @param seconds so long
 */
export async function httpBench(rate: number, seconds: number, print: (line: string) => void): Promise<void> {
  const metered = await startMeteredCloud();
  const dynamodb = new DynamoDBClient(metered.cloud.clientConfig);
  try {
    const { TableNames = [] } = await dynamodb.send(new ListTablesCommand({}));
    const table = TableNames.find((name) => /-outcomes[^-]*-[^-]*$/i.test(name))!;
    const views = createViewStore(dynamodb, table, () => new Date());
    const { accepted, visible, milliseconds } = await sent(metered, views, rate, rate * seconds);
    const waits = [...accepted].map(([id, at]) => visible.get(id)! - at).toSorted((a, b) => a - b);
    const at = (share: number) => `${(waits[Math.ceil(waits.length * share) - 1]! / 1000).toFixed(2)} s`;
    print(`${waits.length} sessions by HTTP, ${rate} a second asked for`);
    print(`answered with 2xx${((accepted.size / milliseconds) * 1000).toFixed(1).padStart(12)} a second`);
    print(`from 2xx to visible    median ${at(0.5)}, p95 ${at(0.95)}, at most ${at(1)}`);
  } finally {
    dynamodb.destroy();
    await metered.stop();
  }
}

async function sent({ cloud, people, settle }: MeteredCloud, views: ViewStore, rate: number, count: number) {
  await holdClinics(cloud, [CLINIC]);
  const api = createApi(cloud.apiUrl, new AbortController().signal);
  const token = await people.tokenOf({ clinic: CLINIC, role: 'recorder' });
  const records = benchFacts((count + WARM_UPS) * 5, { months: 0.8, clients: CLIENTS })
    .map((line) => ({ clinicId: CLINIC, ...JSON.parse(line) }) as ReportedRecord)
    .filter((record) => record.type === 'session');
  const send = async (record: ReportedRecord) => {
    const [answer] = await sendRecords(api, [record], async () => token);
    if (answer?.status !== 'accepted') throw new Error(`a session was answered with ${answer?.status}`);
    return [answer.id, performance.now()] as const;
  };
  for (const record of records.slice(0, WARM_UPS)) await send(record);
  await settle();
  const measured = records.slice(WARM_UPS);
  const visible: Times = new Map();
  const accepted: Times = new Map();
  const start = performance.now();
  const sending = paced(measured, rate, async (record) => accepted.set(...(await send(record))));
  await Promise.all([sending, seen(views, visible, new Set(idsOf(measured)))]);
  return { accepted, visible, milliseconds: Math.max(...accepted.values()) - start };
}

const idsOf = (records: readonly ReportedRecord[]) =>
  records.map((record) => (record.type === 'session' ? record.sessionId : ''));

/** Begins each when it is its turn, or as soon as not too many are under way any more. */
async function paced<Item>(
  items: readonly Item[],
  rate: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const start = performance.now();
  const underWay = new Set<Promise<unknown>>();
  for (const [index, item] of items.entries()) {
    const wait = start + (index * 1000) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    while (underWay.size >= MOST_IN_FLIGHT) await Promise.race(underWay);
    const one = work(item).finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
}

/** Looks until all sessions are there, and notes when each was first seen. */
async function seen(views: ViewStore, visible: Times, awaited: Set<string>): Promise<void> {
  while (awaited.size > 0) {
    const read = await readMonths(views, CLINIC, MONTHS);
    const now = performance.now();
    for (const { sessions } of read.clients()) {
      for (const { sessionId } of sessions) if (awaited.delete(sessionId)) visible.set(sessionId, now);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}
