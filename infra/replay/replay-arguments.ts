import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';

/** What `npm run replay` was asked to do; `queues`: only those in whose name it stands. */
export type ReplayArguments = { asked: 'help' } | { asked: 'show' | 'send'; stage: string; queue?: string };

export const REPLAY_USAGE = `Usage: npm run --silent replay -- --stage NAME [--queue PART] [--yes]

Shows what was given up and why it lies where: each message of each dead-letter queue of a stage. With --yes it is sent
again to the queue that gave it up, one by one. What a stream or a schedule gave up no queue takes back: it is shown with what to
do. Remove the cause first. Sending twice does no harm.

  --stage NAME   such as prod; else STAGE of the environment
  --queue PART   only queues in whose name this stands
  --yes          send again what is shown
  --help         print this

Ends with 1 when something is left that was given up. Credentials, region and endpoint are those of the AWS environment
variables.
`;

const OPTIONS = {
  stage: { type: 'string' },
  queue: { type: 'string' },
  yes: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws UsageError with a sentence that says what was wrong with it */
export function readReplayArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): ReplayArguments {
  const { values, positionals } = parsedArguments(argv, OPTIONS);
  if (values.help) return { asked: 'help' };
  if (positionals.length > 0) throw new UsageError(`${positionals[0]}: expected options only.`);
  const stage = values.stage ?? environment['STAGE'];
  if (!stage) throw new UsageError('Which stage? Give --stage NAME or set STAGE.');
  if (!/^[a-z][a-z0-9-]*$/.test(stage))
    throw new UsageError(`--stage ${stage}: expected a name such as prod.`);
  return {
    asked: values.yes ? 'send' : 'show',
    stage,
    ...(values.queue !== undefined && { queue: values.queue }),
  };
}
