import { parsedArguments } from '../../infra/command-line/parsed-arguments.ts';
import { UsageError } from '../../infra/command-line/usage-error.ts';
import { MUTANTS } from './mutants.ts';

/** What `npm run simulate` was asked to do. */
export type SimulateArguments =
  | { asked: 'help' }
  | ({ asked: 'replay'; seed: string } & Broken)
  | ({ asked: 'run'; seeds: number; from: number } & Broken);

/** On which days, and with which rule broken. */
type Broken = { races?: boolean; mutant?: string };

export const USAGE = `Usage: npm run --silent simulate -- [--seeds N] [options]

Runs the real functions and stores over tables in memory. A seed decides what is sent, in which order things happen and
what goes wrong: calls that are throttled, fail, or are done without an answer, workers that are killed, messages that
come twice. When all has come to rest, every view must be what the records come to, and every record be where its sender
was told that it is. Prints the seeds for which that is not so, and ends with 1.

  --seeds N      how many (100)
  --from N       the first of them (1)
  --seed N       that one alone, step by step: it happens again exactly
  --races        only days on which a few records change to and fro, and workers pass each other
  --mutant NAME  with a rule of the code broken: ${Object.keys(MUTANTS).join(', ')}
  --help         print this
`;

const OPTIONS = {
  seeds: { type: 'string', default: '100' },
  from: { type: 'string', default: '1' },
  seed: { type: 'string' },
  races: { type: 'boolean', default: false },
  mutant: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the command line. @throws UsageError with a sentence that says what was wrong with it */
export function readSimulateArguments(argv: readonly string[]): SimulateArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  const { mutant } = values;
  if (mutant !== undefined && !Object.hasOwn(MUTANTS, mutant)) {
    throw new UsageError(`--mutant ${mutant}: expected one of ${Object.keys(MUTANTS).join(', ')}.`);
  }
  const broken: Broken = { ...(values.races && { races: true }), ...(mutant !== undefined && { mutant }) };
  if (values.seed !== undefined) {
    return { asked: 'replay', seed: String(wholeNumber('--seed', values.seed)), ...broken };
  }
  const [seeds, from] = [wholeNumber('--seeds', values.seeds), wholeNumber('--from', values.from)];
  return { asked: 'run', seeds, from, ...broken };
}

function wholeNumber(option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`${option} ${text}: expected a whole number from 1 on.`);
}
