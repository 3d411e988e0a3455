import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childRun } from './child-run.ts';
import { writeClinicRecords } from './clinic-records.ts';
import type { OneScore } from './one-score-run.ts';
import type { BenchResult } from './technique-month.ts';

const SCORES_A_SESSION = 4;
const THREADS = '2';

/**
 * What one new score takes until the statistics say so, beside histories of growing length, and how long DuckDB takes to
 * compute the statistics again from all records, which it has read before: its time without reading.
 *
 * @param histories sessions that are held, the shortest first
 */
export async function oneScoreBench(
  histories: readonly number[],
  print: (line: string) => void,
): Promise<void> {
  print('one new score beside   CPU ms   calls   reads  writes   DuckDB computes all again');
  const found: OneScore[] = [];
  for (const sessions of histories) {
    const { runs } = await childRun<{ runs: OneScore[] }>('one-score-run.ts', [String(sessions)]);
    const ours = medians(runs);
    found.push(ours);
    const cells = [ours.milliseconds, ours.calls, ours.readUnits, ours.writeUnits];
    const theirs = `${((await recomputed(sessions)) * 1000).toFixed(0)} ms`;
    print(
      `${`${sessions.toLocaleString('en')} sessions`.padEnd(21)}${cells.map((cell) => cell.toFixed(0).padStart(8)).join('')}${theirs.padStart(28)}`,
    );
  }
  const [first, last] = [found[0]!, found.at(-1)!];
  const ratio = (of: keyof OneScore) => (last[of] / first[of]).toFixed(2);
  print(
    `longest to shortest: CPU ${ratio('milliseconds')}, reads ${ratio('readUnits')}, writes ${ratio('writeUnits')}`,
  );
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

async function recomputed(sessions: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'massage-outcomes-bench-'));
  try {
    const path = join(folder, 'records.ndjson');
    writeClinicRecords(path, sessions, SCORES_A_SESSION);
    const { seconds } = await childRun<BenchResult>('duckdb-run.ts', [path, THREADS]);
    return seconds.filter(({ step }) => step !== 'read').reduce((sum, step) => sum + step.seconds, 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
