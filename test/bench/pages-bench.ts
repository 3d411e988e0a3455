import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownerPage } from '../../functions/show-pages/owner.ts';
import { DEFAULT_SETTINGS } from '../../shared/clinics/clinic-settings.ts';
import { clientOutcomes, narrowed } from '../../shared/reading/outcomes.ts';
import type { PageEvent } from '../../shared/site/page-handler.ts';
import type { Session } from '../../shared/site/session.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { clientMonthItem, coursesItem, monthPk } from '../../shared/storage/keys.ts';
import type { StoredView } from '../../shared/storage/view-store.ts';
import { plainOutcomes } from '../offline/plain-outcomes.ts';
import { writeClinicRecords } from './clinic-records.ts';

const WARM_UPS = 10;
const RUNS = 15;
const SCORES_A_SESSION = 2;
const AS_OF = '2024-12-31';
const MONTHS = { from: '2024-01', to: '2024-12' };

/**
 * The owner's page of a clinic-year: CPU time of the handler, warm, from the items as the table returns them to the page's text,
 * and how much longer that takes than what the same numbers take as JSON.
 */
export async function pagesBench(sessions: number, print: (line: string) => void): Promise<void> {
  const clients = await clinicYear(sessions);
  const clinicId = 'bench';
  const views = viewsOf(clinicId, clients);
  const page = ownerPage({ views, settings: { of: async () => DEFAULT_SETTINGS }, today: async () => AS_OF });
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
        { clients: await clientOutcomes(views, clinicId, MONTHS), goals: [], asOf: AS_OF },
      ),
    );
  const asJson = await median(numbers);
  const asPage = await median(async () => (await page(event, session, {})).body!);
  const count = clients.reduce((sum, client) => sum + client.sessions.length, 0);
  print(`${count} sessions of ${clients.length} clients in a year`);
  print(`numbers as JSON${asJson.ms.toFixed(0).padStart(10)} ms${String(asJson.bytes).padStart(10)} bytes`);
  print(`owner's page${asPage.ms.toFixed(0).padStart(13)} ms${String(asPage.bytes).padStart(10)} bytes`);
  print(`ratio to the numbers alone${(asPage.ms / asJson.ms).toFixed(2).padStart(8)}`);
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

/** The items of the table, as text, by partition. */
function viewsOf(clinicId: string, clients: readonly ClientSessions[]) {
  const partitions = new Map<string, StoredView[]>();
  const put = (key: StoredView['key'], content: unknown) => {
    const items = partitions.get(key.pk) ?? [];
    items.push({ key, revision: 'r', content: JSON.stringify(content) });
    partitions.set(key.pk, items);
  };
  const month = ({ startedAt }: { startedAt: string }) => startedAt.slice(0, 7);
  for (const { client, sessions, courses } of clients) {
    for (const [of, list] of Map.groupBy(sessions, month)) {
      put(clientMonthItem({ clinicId, client, month: of }), { sessions: list, journal: [] });
    }
    for (const [of, list] of Map.groupBy(courses, month)) {
      put(coursesItem({ clinicId, client, month: of }), list);
    }
  }
  return {
    list: async (pk: string, prefix: string) =>
      (partitions.get(pk) ?? []).filter(({ key }) => key.sk.startsWith(prefix)),
    // No goals.
    async *each() {},
    liveSortKeys: async () => [monthPk({ clinicId, month: MONTHS.from })],
  };
}

/** CPU time of the thread that answers: others' work on the machine is not counted. */
async function median(work: () => Promise<string>): Promise<{ ms: number; bytes: number }> {
  const times: number[] = [];
  let bytes = 0;
  for (let run = 0; run < WARM_UPS + RUNS; run++) {
    const start = process.threadCpuUsage();
    bytes = Buffer.byteLength(await work());
    const { user, system } = process.threadCpuUsage(start);
    if (run >= WARM_UPS) times.push((user + system) / 1000);
  }
  return { ms: times.toSorted((a, b) => a - b)[RUNS >> 1]!, bytes };
}
