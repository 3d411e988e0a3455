import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childRun } from './child-run.ts';
import { type BenchFile, writeClinicRecords } from './clinic-records.ts';
import { differenceOf } from './same-cells.ts';
import type { BenchResult } from './technique-month.ts';
import type { WholeRun } from './whole-run.ts';

const SESSIONS_OF_A_YEAR = 7_200;
const SCORES_A_SESSION_OF_A_YEAR = 5.5;
const SCORES_A_SESSION = 4;
const ROUNDS = 3;

type Print = (line: string) => void;

/**
 * The offline analysis against DuckDB, on one clinic-year and on a number of sessions: the same work from the
 * same file with as many threads, taking turns, the best of three rounds each. What both work out must agree.
 */
export async function analyseBench(sessions: number, threads: number, print: Print): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'massage-outcomes-bench-'));
  try {
    const year = join(folder, 'year.ndjson');
    await benchFile(writeClinicRecords(year, SESSIONS_OF_A_YEAR, SCORES_A_SESSION_OF_A_YEAR), threads, print);
    rmSync(year);
    print('');
    const large = join(folder, 'large.ndjson');
    await benchFile(writeClinicRecords(large, sessions, SCORES_A_SESSION), threads, print);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchFile(file: BenchFile, threads: number, print: Print): Promise<void> {
  const { path, sessions, scores, lines, bytes } = file;
  print(
    `${grouped(sessions)} sessions, ${grouped(scores)} scores: ${grouped(lines)} lines, ${(bytes / 1e6).toFixed(0)} MB`,
  );
  const ours: BenchResult[] = [];
  const theirs: BenchResult[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await childRun<BenchResult>('analyse-run.ts', [path, String(threads)]));
    theirs.push(await childRun<BenchResult>('duckdb-run.ts', [path, String(threads)]));
  }
  const difference = differenceOf(ours[0]!.cells, theirs[0]!.cells);
  if (difference !== undefined) throw new Error(`the two do not agree: ${difference}`);
  print(`Both find the same in ${ours[0]!.cells.length} cells of technique and month.`);
  const [best, bestOfTheirs] = [fastest(ours), fastest(theirs)];
  printResult('analyse', best, print);
  printResult('DuckDB', bestOfTheirs, print);
  printRatio('analyse', total(best), bestOfTheirs, print);
  const whole = await childRun<WholeRun>('whole-run.ts', [path, '--json']);
  print(
    `${'the whole contract, analyse --json'.padEnd(40)}${whole.seconds.toFixed(2).padStart(7)} s` +
      `${whole.cpuSeconds.toFixed(2).padStart(8)} s of CPU${whole.peakMegabytes.toFixed(0).padStart(7)} MB at most`,
  );
  printRatio('whole contract', whole.seconds, bestOfTheirs, print);
}

/** Of our seconds to DuckDB's for the cells alone: the whole contract has far more, and is watched by the same measure. */
function printRatio(name: string, seconds: number, theirs: BenchResult, print: Print): void {
  print(
    `${`ratio of times, ${name} to DuckDB`.padEnd(40)}${(seconds / total(theirs)).toFixed(2).padStart(7)}`,
  );
}

function printResult(name: string, result: BenchResult, print: Print): void {
  const steps = result.seconds.map(({ step, seconds }) => `${step} ${seconds.toFixed(2)}`).join(', ');
  print(
    `${name.padEnd(40)}${total(result).toFixed(2).padStart(7)} s${' '.repeat(17)}${result.peakMegabytes.toFixed(0).padStart(7)} MB at most`,
  );
  print(`  ${steps}`);
}

function fastest(results: readonly BenchResult[]): BenchResult {
  return results.toSorted((a, b) => total(a) - total(b))[0]!;
}

function total({ seconds }: BenchResult): number {
  return seconds.reduce((sum, step) => sum + step.seconds, 0);
}

const grouped = (count: number) => count.toLocaleString('en-US');
