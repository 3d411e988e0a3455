import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { ownerPage } from '../../functions/show-pages/owner.ts';
import { DEFAULT_SETTINGS } from '../../shared/clinics/clinic-settings.ts';
import { narrowed } from '../../shared/reading/outcomes.ts';
import type { PageEvent } from '../../shared/site/page-handler.ts';
import type { Session } from '../../shared/site/session.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { type Item, text } from '../../shared/storage/aws/dynamodb.ts';
import { gatheredItem } from '../../shared/storage/keys/gathered-keys.ts';
import { storedView } from '../../shared/storage/views/view-store.ts';
import type { ClientOutcomes } from '../../shared/views/client-outcomes.ts';
import { readMonths } from '../../shared/views/clinic-month-outcomes.ts';
import { partContents } from '../../shared/views/gathered-months.ts';
import { plainOutcomes } from '../offline/plain-outcomes.ts';
import { writeClinicRecords } from './clinic-records.ts';

const WARM_UPS = 2;
const RUNS = 10;
const SCORES_A_SESSION = 2;
const AS_OF = '2023-12-31';
const MONTHS = { from: '2023-01', to: '2023-12' };

/**
 * The owner's page of a clinic-year: CPU time of the handler, warm, from the items as the table returns them to the page's text,
 * and how much longer that takes than what the same numbers take as JSON.
 */
export async function pagesBench(sessions: number, print: (line: string) => void): Promise<void> {
  const clients = await clinicYear(sessions);
  const clinicId = 'bench';
  const views = viewsOf(clinicId, clients);
  const deps = {
    views,
    settings: { of: async () => DEFAULT_SETTINGS },
    therapists: { ofClinic: async () => [] },
    today: async () => AS_OF,
  };
  const again = ownerPage(deps);
  const event = { queryStringParameters: MONTHS } as unknown as PageEvent;
  const session = {
    principal: { role: 'owner', clinicId },
    viewer: { role: 'owner', belongsTo: clinicId, formToken: '', person: '' },
  } as unknown as Session<'owner'>;
  const numbers = async () =>
    JSON.stringify(
      narrowed(
        { clinicId, ...MONTHS },
        {},
        { clients: (await readMonths(views, clinicId, MONTHS)).clients(), goals: [], asOf: AS_OF },
      ),
    );
  const asJson = await timed(numbers);
  const asPage = await timed(async () => (await ownerPage(deps)(event, session, {})).body!);
  const asSeen = await timed(async () => (await again(event, session, {})).body!);
  const count = clients.reduce((sum, client) => sum + client.sessions.length, 0);
  print(`${count} sessions of ${clients.length} clients in a year`);
  print(
    `numbers as JSON${asJson.median.toFixed(0).padStart(10)} ms${String(asJson.bytes).padStart(10)} bytes`,
  );
  print(
    `owner's page${asPage.median.toFixed(0).padStart(13)} ms, p95 ${asPage.p95.toFixed(0)} ms${String(asPage.bytes).padStart(10)} bytes`,
  );
  print(`the same again${asSeen.median.toFixed(0).padStart(11)} ms, p95 ${asSeen.p95.toFixed(0)} ms`);
  print(`ratio to the numbers alone${(asPage.median / asJson.median).toFixed(2).padStart(8)}`);
}

async function clinicYear(sessions: number): Promise<ClientSessions[]> {
  const folder = mkdtempSync(join(tmpdir(), 'massage-outcomes-bench-'));
  const path = join(folder, 'records.ndjson');
  writeClinicRecords(path, sessions, SCORES_A_SESSION);
  const { clients } = await plainOutcomes(
    [{ name: 'records.ndjson', text: readFileSync(path, 'utf8') }],
    undefined,
  );
  rmSync(folder, { recursive: true });
  return clients;
}

/** The gathered months as the table holds them, compressed. */
function viewsOf(clinicId: string, clients: readonly ClientSessions[]) {
  const month = ({ startedAt }: { startedAt: string }) => startedAt.slice(0, 7);
  const byMonth = new Map<string, ClientOutcomes[]>();
  const add = (of: string, one: ClientOutcomes) => byMonth.set(of, [...(byMonth.get(of) ?? []), one]);
  for (const { client, sessions, courses } of clients) {
    for (const [of, list] of Map.groupBy(sessions, month)) {
      add(of, { client, sessions: list, courses: [], journal: true });
    }
    for (const [of, list] of Map.groupBy(courses, month)) add(of, { client, sessions: [], courses: list });
  }
  const items = [...byMonth].flatMap(([of, ofMonth]) =>
    partContents(ofMonth).flatMap((content, part): Item[] => {
      const { pk, sk } = gatheredItem({ clinicId, month: of }, part);
      if (content === null) return [];
      return [
        {
          pk: text(pk),
          sk: text(sk),
          revision: text('r'),
          contentBrotli: { B: brotliCompressSync(content) },
        },
      ];
    }),
  );
  return {
    list: async () => [],
    // Of the gathered ones all are asked for.
    listLately: async (pk: string) => items.filter((item) => item['pk']!.S === pk).map(storedView),
    // No goals.
    async *each() {},
    liveSortKeys: async () => [],
  };
}

/** CPU time of the thread that answers: others' work on the machine is not counted. */
async function timed(work: () => Promise<string>): Promise<{ median: number; p95: number; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let run = 0; run < WARM_UPS + RUNS; run++) {
    const start = process.threadCpuUsage();
    bytes = Buffer.byteLength(await work());
    const { user, system } = process.threadCpuUsage(start);
    if (run >= WARM_UPS) times.push((user + system) / 1000);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[RUNS >> 1]!, p95: sorted[Math.ceil(RUNS * 0.95) - 1]!, bytes };
}
