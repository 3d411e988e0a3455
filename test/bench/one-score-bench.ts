import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childRun } from './child-run.ts';
import { writeClinicRecords } from './clinic-records.ts';
import type { OneScore } from './one-score-run.ts';
import { differenceOf } from './same-cells.ts';
import type { BenchResult } from './technique-month.ts';
import { hasPostgres } from './temporary-postgres.ts';

const SCORES_A_SESSION = 4;
const THREADS = '2';

/** Sessions of the longest history that others compute again: reading a longer one takes them minutes. */
export type OthersLimits = { duckdb: number; postgres: number };

/**
 * What one new score takes until the statistics say so, beside histories of growing length, and how long DuckDB and PostgreSQL
 * take to compute the statistics again from all records, which they have read before: their time without reading.
 *
 * @param histories sessions that are held, the shortest first
 */
export async function oneScoreBench(
  histories: readonly number[],
  limits: OthersLimits,
  print: (line: string) => void,
): Promise<void> {
  const isHere = hasPostgres();
  if (!isHere) print('PostgreSQL is skipped: pg_ctl is not on the path.');
  print('one new score beside   CPU ms   calls   reads  writes   all again: DuckDB   PostgreSQL');
  const found: OneScore[] = [];
  for (const sessions of histories) {
    const { runs } = await childRun<{ runs: OneScore[] }>('one-score-run.ts', [String(sessions)]);
    const ours = medians(runs);
    found.push(ours);
    const cells = [ours.milliseconds, ours.calls, ours.readUnits, ours.writeUnits];
    const theirs = await recomputed(sessions, {
      duckdb: sessions <= limits.duckdb,
      postgres: isHere && sessions <= limits.postgres,
    });
    print(
      `${`${sessions.toLocaleString('en')} sessions`.padEnd(21)}${cells.map((cell) => cell.toFixed(0).padStart(8)).join('')}` +
        `${told(theirs.duckdb).padStart(20)}${told(theirs.postgres).padStart(13)}`,
    );
  }
  for (const [index, sessions] of histories.entries()) {
    if (index === 0) continue;
    const ratio = (of: keyof OneScore) => (found[index]![of] / found[0]![of]).toFixed(2);
    print(
      `${sessions.toLocaleString('en')} to ${histories[0]!.toLocaleString('en')}: CPU ${ratio('milliseconds')}, calls ${ratio('calls')}, reads ${ratio('readUnits')}, writes ${ratio('writeUnits')}`,
    );
  }
}

function medians(runs: readonly OneScore[]): OneScore {
  const of = (name: keyof OneScore) =>
    runs.map((run) => run[name]).toSorted((a, b) => a - b)[runs.length >> 1]!;
  return {
    calls: of('calls'),
    readUnits: of('readUnits'),
    writeUnits: of('writeUnits'),
    milliseconds: of('milliseconds'),
  };
}

type Recomputed = { duckdb?: number; postgres?: number };

const told = (seconds: number | undefined) =>
  seconds === undefined ? '-' : `${(seconds * 1000).toFixed(0)} ms`;

/** Seconds of either; what both find must agree. */
async function recomputed(
  sessions: number,
  asked: { duckdb: boolean; postgres: boolean },
): Promise<Recomputed> {
  if (!asked.duckdb) return {};
  const folder = mkdtempSync(join(tmpdir(), 'massage-outcomes-bench-'));
  try {
    const path = join(folder, 'records.ndjson');
    writeClinicRecords(path, sessions, SCORES_A_SESSION);
    const duckdb = await childRun<BenchResult>('duckdb-run.ts', [path, THREADS]);
    if (!asked.postgres) return { duckdb: computing(duckdb) };
    const postgres = await childRun<BenchResult>('postgres-run.ts', [path, THREADS]);
    const difference = differenceOf(duckdb.cells, postgres.cells);
    if (difference !== undefined) throw new Error(`the two do not agree: ${difference}`);
    return { duckdb: computing(duckdb), postgres: computing(postgres) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const computing = ({ seconds }: BenchResult) =>
  seconds.filter(({ step }) => step !== 'read').reduce((sum, step) => sum + step.seconds, 0);
