import { readArguments, USAGE } from './command/arguments.ts';
import { CommandError, UsageError } from './command/command-error.ts';
import { createProgress } from './command/progress.ts';

/** Thrown into the work when a signal asks the command to end. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * `npm start`: the whole pipeline on this machine, from the synthesized application.
 *
 * @returns the exit code: 0 when everything went well, 1 when something failed, 2 when the command line was
 * wrong, 130 when interrupted before everything was done
 */
async function main(): Promise<number> {
  const ending = new AbortController();
  const progress = createProgress(process.stderr, process.env);
  try {
    const args = readArguments(process.argv.slice(2));
    if (args.help) {
      process.stdout.write(USAGE);
      return 0;
    }
    progress.step('Loading');
    endOnSignals(ending);
    // Loaded only now: the line above shall not wait for the SDK and the engines.
    const { runStart } = await import('./command/steps.ts');
    await runStart(args, {
      progress,
      print: (text) => process.stdout.write(`${text}\n\n`),
      signal: ending.signal,
      environment: process.env,
    });
    return 0;
  } catch (error) {
    progress.end();
    return failed(error);
  }
}

/** The first signal ends everything in order; a second one would not wait for that. */
function endOnSignals(ending: AbortController): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => ending.abort(new Interrupted()));
  }
  // The reader of a pipe has gone: there is nobody to print to.
  process.stdout.on('error', () => ending.abort(new Interrupted()));
}

function failed(error: unknown): number {
  if (error instanceof Interrupted) {
    process.stderr.write('Interrupted.\n');
    return 130;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\nSee npm start -- --help.\n`);
    return 2;
  }
  const known = error instanceof CommandError;
  const text =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${known ? '' : 'Failed: '}${text}\n`);
  return 1;
}

// Explicitly, so that nothing left open can keep a finished command alive.
process.exit(await main());
