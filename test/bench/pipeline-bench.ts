import { benchFacts } from './facts.ts';
import { pipelineRun } from './pipeline-run.ts';
import { rawWriteSeconds } from './raw-writes.ts';

/** The whole pipeline, as a ratio to what the engine alone does with the same items. */
export async function pipelineBench(facts: number, print: (line: string) => void): Promise<void> {
  const lines = benchFacts(facts);
  const row = (phase: string, seconds: number) =>
    print(
      `${phase.padEnd(34)}${seconds.toFixed(1).padStart(8)} s${Math.round(lines.length / seconds)
        .toString()
        .padStart(9)} facts/s`,
    );
  print(`${lines.length} facts`);
  const rawBefore = await rawWriteSeconds(lines);
  const { importSeconds, quiescentSeconds } = await pipelineRun(lines);
  const rawAfter = await rawWriteSeconds(lines);
  const raw = (rawBefore + rawAfter) / 2;
  row('engine alone, BatchWriteItem', raw);
  row('pipeline: imported', importSeconds);
  row('pipeline: derived and summarised', quiescentSeconds - importSeconds);
  row('pipeline: dropped to quiescent', quiescentSeconds);
  print(`ratio to the engine alone${(raw / quiescentSeconds).toFixed(2).padStart(17)}`);
}
