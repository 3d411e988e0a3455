import { join } from 'node:path';
import { readStage } from '../../infra/stage.ts';
import { childRun } from '../bench/child-run.ts';
import { busiestSecond } from './busiest-second.ts';
import type { CapacityArguments } from './capacity-arguments.ts';
import { factUseAt } from './fact-use.ts';
import type { MeasuredMonth } from './measured-month.ts';
import { factsPerSecond, largeClinic, loadsOf, sessionsAMonth } from './reckoned-load.ts';
import { tellFleet, tellLarge } from './tell-capacity.ts';

/** Between which a month of ordinary size lies. */
const MEASURED = [60, 600];

/** What it asks for, line by line: first the fleet, and when it is measured too, the largest clinic. */
export async function* capacityOf(
  args: Extract<CapacityArguments, { asked: 'capacity' }>,
): AsyncGenerator<string> {
  const stage = readStage({ tryGetContext: (name) => PROD[name] });
  const measured: MeasuredMonth[] = [];
  for (const sessions of MEASURED) measured.push(await measuredMonth(sessions));
  const use = factUseAt(sessionsAMonth(args), measured);
  const { bytes } = measured[0]!;
  const hottest = busiestSecond(use, args.clinics, factsPerSecond(args));
  yield* tellFleet(args, use, loadsOf(args, use, { bytes, hottest, stage }), bytes);
  yield '';
  yield* tellLarge(largeClinic(await measuredMonth(args.largeClinic)));
}

const PROD: Readonly<Record<string, string>> = { stage: 'prod', alarmEmail: 'ops@example.org' };

function measuredMonth(sessions: number): Promise<MeasuredMonth> {
  return childRun(join(import.meta.dirname, 'measured-month.ts'), [String(sessions)]);
}
