import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run calibrate` was asked to do. */
export type CalibrateArguments = {
  /** Of each kind of clinic. */
  datasets: number;
  /** The claim whose promises are tried; all when absent. */
  only?: string;
  threads?: number;
  help: boolean;
};

/** A full run has this many data sets of every kind of clinic, and tries every claim. */
export const FULL_RUN = 1000;

export const USAGE = `Usage: npm run --silent calibrate [-- options]

Simulates clinics whose truth is known, analyses their files as npm run analyse does, and counts how often the
claims kept their promises.

  --datasets N   simulated clinics of each kind; ${FULL_RUN} when absent
  --only CLAIM   the promises of one claim
  --threads N    threads; as many as there are cores when absent
  --help         print this

A run of all claims with at least ${FULL_RUN} clinics of each kind writes docs/calibration.md and the rows that
claims.calibration carries. Exit code 0 when every promise was kept, 1 when one was broken beyond chance, 2 when
nothing could be tried as asked.
`;

const OPTIONS = {
  datasets: { type: 'string' },
  only: { type: 'string' },
  threads: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const MOST_DATASETS = 1_000_000;
const MOST_THREADS = 64;

/**
 * Reads the command line.
 *
 * @param claims those that there are promises of
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readCalibrateArguments(
  argv: readonly string[],
  claims: readonly string[],
): CalibrateArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  const { datasets, only, threads, help } = values;
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  if (only !== undefined && !claims.includes(only)) {
    throw new UsageError(`--only ${only}: expected one of ${claims.join(', ')}.`);
  }
  return {
    datasets: datasets === undefined ? FULL_RUN : wholeNumber('datasets', datasets, MOST_DATASETS),
    ...(only !== undefined && { only }),
    ...(threads !== undefined && { threads: wholeNumber('threads', threads, MOST_THREADS) }),
    help,
  };
}

function wholeNumber(option: string, value: string, most: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= most) return number;
  throw new UsageError(`--${option} ${value}: expected a whole number from 1 to ${most}.`);
}
