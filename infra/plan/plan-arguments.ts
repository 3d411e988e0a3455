import { type ExpectedMix, USUAL_MIX } from '../../shared/privacy/differential-privacy/plan/expected-mix.ts';
import { TECHNIQUES, type Technique } from '../../shared/records/catalogue.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run release:plan` was asked to do. */
export type PlanArguments = { clients: number; mix: ExpectedMix; json: boolean };

export const USAGE = `Usage: npm run --silent release:plan -- --clients 300 [options]

Shows what a programme's releases would tell of so many clients, for each design to choose from: which rows would be
given in full, how precisely, and what is promised to each client. It looks at nobody's data: the noise is exact, and
who comes is assumed.

  --clients N        consenting clients whom all clinics of the programme together count in a quarter
  --techniques LIST  how many of them come for each technique, in any unit, such as deep-tissue=40,sports=10; techniques
                     that are not named have none. Without it, as in the bundled sample
  --json             print one JSON document, and nothing else
  --help             print this
`;

const OPTIONS = {
  clients: { type: 'string' },
  techniques: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const MOST_CLIENTS = 10_000_000;

/**
 * Reads the command line.
 *
 * @returns `help` when that was asked for
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readPlanArguments(argv: readonly string[]): PlanArguments | 'help' {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return 'help';
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  if (values.clients === undefined) throw new UsageError('--clients is missing, such as --clients 300.');
  const clients = /^\d{1,8}$/.test(values.clients) ? Number(values.clients) : 0;
  if (clients < 1 || clients > MOST_CLIENTS) {
    throw new UsageError(`--clients ${values.clients}: expected a whole number from 1 to ${MOST_CLIENTS}.`);
  }
  const mix =
    values.techniques === undefined
      ? USUAL_MIX
      : { ...USUAL_MIX, techniques: techniquesIn(values.techniques) };
  return { clients, mix, json: values.json };
}

function techniquesIn(list: string): ExpectedMix['techniques'] {
  const shares = Object.fromEntries(TECHNIQUES.map((technique) => [technique, 0])) as Record<
    Technique,
    number
  >;
  const named = new Set<Technique>();
  for (const part of list.split(',')) {
    const [name, share = '', ...more] = part.trim().split('=');
    const technique = TECHNIQUES.find((known) => known === name);
    if (!technique || named.has(technique)) {
      throw new UsageError(
        `--techniques ${part}: expected each of these once at most: ${TECHNIQUES.join(', ')}.`,
      );
    }
    if (more.length > 0 || !/^\d{1,8}(\.\d{1,6})?$/.test(share)) {
      throw new UsageError(`--techniques ${part}: expected a number from 0 on, such as ${technique}=40.`);
    }
    named.add(technique);
    shares[technique] = Number(share);
  }
  if (TECHNIQUES.every((technique) => shares[technique] === 0)) {
    throw new UsageError(`--techniques ${list}: expected a technique that clients come for.`);
  }
  return shares;
}
