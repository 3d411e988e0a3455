import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exitCodeOf } from '../../infra/command-line/exit-code.ts';
import { parsedArguments } from '../../infra/command-line/parsed-arguments.ts';
import { UsageError } from '../../infra/command-line/usage-error.ts';
import { synthesize } from '../../infra/local/command/synthesize.ts';
import { KillableCloud } from './killable-cloud.ts';
import { killRounds } from './rounds.ts';

const USAGE = `Usage: npm run --silent kill-rounds -- [--rounds N] [--from N]

Runs the synthesized application on the local engines and kills it with SIGKILL, engine, workers or everything, at random
moments of an import, of what is derived, of an erasure and of a release; starts it again on the same data, and compares what
it comes to with a day that nobody has disturbed. Prints the rounds that end otherwise, and ends with 1.

  --rounds N  how many (10)
  --from N    the seed of the first (1): a seed draws what is killed, and when
  --help      print this
`;

const OPTIONS = {
  rounds: { type: 'string', default: '10' },
  from: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** `npm run kill-rounds`. */
process.exitCode = await exitCodeOf(async () => {
  const { values, positionals } = parsedArguments(process.argv.slice(2), OPTIONS);
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const [rounds, from] = [wholeNumber('--rounds', values.rounds), wholeNumber('--from', values.from)];
  return run(Array.from({ length: rounds }, (_, index) => from + index));
});

async function run(seeds: readonly number[]): Promise<number> {
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const folder = await mkdtemp(join(tmpdir(), 'massage-outcomes-kills-'));
  const assembly = join(folder, 'assembly');
  const cloud = new KillableCloud(assembly, join(folder, 'data'));
  const begun = performance.now();
  let failing = 0;
  try {
    await synthesize(assembly, {}, new AbortController().signal);
    for await (const { seed, killed, different } of killRounds(cloud, seeds)) {
      if (different.length > 0) failing += 1;
      print(`seed ${seed}: ${killed.join(', ')}: ${different.length === 0 ? 'the same end' : 'another end'}`);
      for (const one of different) print(`  ${one}`);
    }
  } finally {
    await cloud.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  print(`${seeds.length} rounds, ${cloud.kills} kills in ${seconds} s, ${failing} with another end`);
  return failing === 0 ? 0 : 1;
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`${option} ${text}: expected a whole number from 1 on.`);
}
