import { benchFacts } from './facts.ts';
import { type PipelineRun, pipelineRun } from './pipeline-run.ts';
import { rawWriteSeconds } from './raw-writes.ts';
import { spreadOf } from './spread.ts';

const RUNS = 3;

/** The whole pipeline, as a ratio to what the engine alone does with the same items, in turns. */
export async function pipelineBench(facts: number, print: (line: string) => void): Promise<void> {
  const lines = benchFacts(facts);
  print(`${lines.length} facts, ${RUNS} runs: median (least to most)`);
  const raw = [await rawWriteSeconds(lines)];
  const runs: PipelineRun[] = [];
  for (let run = 0; run < RUNS; run++) {
    runs.push(await pipelineRun(lines));
    raw.push(await rawWriteSeconds(lines));
  }
  const row = (what: string, seconds: readonly number[]) =>
    print(`${what.padEnd(34)}${spreadOf(seconds, 1)} s`);
  row('engine alone, BatchWriteItem', raw);
  row(
    'pipeline: imported',
    runs.map((run) => run.importSeconds),
  );
  row(
    'pipeline: dropped to quiescent',
    runs.map((run) => run.quiescentSeconds),
  );
  for (const of of [
    'gateway',
    'engines',
    'import-file',
    'derive-outcomes',
    'summarise-techniques',
  ] as const) {
    row(
      `  CPU of ${of}`,
      runs.map((run) => run.cpuSeconds[of]),
    );
  }
  // Each beside what the engine took just before it and just after.
  const ratios = runs.map((run, index) => (raw[index]! + raw[index + 1]!) / 2 / run.quiescentSeconds);
  print(`${'ratio to the engine alone'.padEnd(34)}${spreadOf(ratios, 2)}`);
}
