import { parsedArguments } from '../../infra/command-line/parsed-arguments.ts';
import { UsageError } from '../../infra/command-line/usage-error.ts';

/** What `npm run capacity` was asked: of how many clinics of which size, and of which large one. */
export type CapacityArguments =
  | { asked: 'help' }
  | { asked: 'capacity'; clinics: number; sessionsPerDay: number; largeClinic: number };

export const USAGE = `Usage: npm run --silent capacity -- [options]

What a deployment would ask of DynamoDB, Lambda and API Gateway in its busiest minute, beside their limits, and which it
reaches first. What a fact takes is measured, with the real stores and handlers over tables in memory; how facts meet on
keys is simulated; the rest is reckoned.

  --clinics N             clinics of one deployment (1000)
  --sessions-per-day N    sessions of each of them a day, each with four scores (10)
  --large-clinic N        sessions a month of one clinic that is larger than all others (6000)
  --help                  print this
`;

const OPTIONS = {
  clinics: { type: 'string', default: '1000' },
  'sessions-per-day': { type: 'string', default: '10' },
  'large-clinic': { type: 'string', default: '6000' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the command line. @throws UsageError with a sentence that says what was wrong with it */
export function readCapacityArguments(argv: readonly string[]): CapacityArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  return {
    asked: 'capacity',
    clinics: wholeNumber('--clinics', values.clinics, 1_000_000),
    sessionsPerDay: wholeNumber('--sessions-per-day', values['sessions-per-day'], 1000),
    largeClinic: wholeNumber('--large-clinic', values['large-clinic'], 200_000),
  };
}

function wholeNumber(option: string, text: string, most: number): number {
  if (/^[1-9]\d{0,6}$/.test(text) && Number(text) <= most) return Number(text);
  throw new UsageError(`${option} ${text}: expected a whole number from 1 to ${most}.`);
}
