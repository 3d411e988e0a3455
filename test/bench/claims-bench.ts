import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeStatistics, clientStatistics } from '../../shared/claims/claims.ts';
import { clientRows } from '../../shared/claims/client-rows.ts';
import { durationClaims } from '../../shared/claims/duration-claims.ts';
import { outcomeStatistics } from '../../shared/claims/outcome-statistics.ts';
import { OutcomeTable } from '../../shared/statistics/table/outcome-table.ts';
import { plainOutcomes } from '../offline/plain-outcomes.ts';
import { writeClinicRecords } from './clinic-records.ts';
import { spreadOf } from './spread.ts';

const WARM_UPS = 5;
const RUNS = 11;
const SCORES_A_SESSION = 4;

/**
 * What the models of claims cost for one clinic: CPU time of the thread, the first time and warm, beside all statistics of
 * the contract.
 */
export async function claimsBench(sessions: number, print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'massage-outcomes-bench-'));
  const path = join(folder, 'records.ndjson');
  writeClinicRecords(path, sessions, SCORES_A_SESSION);
  const text = readFileSync(path, 'utf8');
  rmSync(folder, { recursive: true });
  const { clients } = await plainOutcomes([{ name: 'records.ndjson', text }], undefined);
  const range = { clinicId: 'bench', from: null, to: null };
  const table = new OutcomeTable(range);
  for (const client of clients) table.add(client);
  const count = clients.reduce((sum, client) => sum + client.sessions.length, 0);
  print(`${count} sessions of ${clients.length} clients`);
  const first = cpuOf(() => clientStatistics(table, undefined));
  const rows = clientRows(table);
  const claims = warm(() => clientStatistics(table, undefined));
  const line = (what: string, ms: readonly number[]) => print(`${what.padEnd(30)}${spreadOf(ms, 0)} ms`);
  line('models of claims, first time', [first]);
  line('models of claims, warm', claims);
  line(
    '  of changes',
    warm(() => changeStatistics(table, undefined, rows)),
  );
  line(
    '  of hours',
    warm(() => durationClaims(table, rows)),
  );
  line(
    'the whole contract, warm',
    warm(() => outcomeStatistics({ ...range, clients })),
  );
}

/** Others' work on the machine is not counted. */
function cpuOf(work: () => unknown): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1000;
}

const warm = (work: () => unknown): number[] =>
  Array.from({ length: WARM_UPS + RUNS }, () => cpuOf(work)).slice(WARM_UPS);
