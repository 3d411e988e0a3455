import { exitCodeOf } from '../../infra/command-line/exit-code.ts';
import { breakRule, MUTANTS } from './mutants.ts';
import { readSimulateArguments, type SimulateArguments, USAGE } from './simulate-arguments.ts';

/** `npm run simulate`: lets seeds happen, and says which of them do not end as they must. */

const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await exitCodeOf(async () => {
  const args = readSimulateArguments(process.argv.slice(2));
  if (args.asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (args.mutant !== undefined) breakRule(MUTANTS[args.mutant]!);
  return args.asked === 'replay' ? replay(args) : run(args);
});

/** Modules are loaded when it is known which rule is broken. */
async function replay({
  seed,
  races = false,
}: Extract<SimulateArguments, { asked: 'replay' }>): Promise<number> {
  const { runSeed } = await import('./run-seed.ts');
  const { tellSeed } = await import('./tell-seeds.ts');
  const report = await runSeed(seed, { races, log: print });
  for (const line of tellSeed(report)) print(line);
  return report.wrong.length === 0 ? 0 : 1;
}

/** A broken rule is noticed by the first seed that fails. */
async function run({
  seeds,
  from,
  races = false,
  mutant,
}: Extract<SimulateArguments, { asked: 'run' }>): Promise<number> {
  const { runSeed } = await import('./run-seed.ts');
  const { SeedTotals, tellFailing } = await import('./tell-seeds.ts');
  const totals = new SeedTotals();
  const begun = performance.now();
  for (let seed = from; seed < from + seeds; seed += 1) {
    const report = await runSeed(String(seed), { races });
    totals.add(report);
    if (report.wrong.length > 0) for (const line of tellFailing(report)) print(line);
    if (report.wrong.length > 0 && mutant !== undefined) break;
  }
  for (const line of totals.told((performance.now() - begun) / 1000)) print(line);
  return totals.failing === 0 ? 0 : 1;
}
