import { UsageError } from '../../command-line/usage-error.ts';
import { EngineEnded } from '../engines/engine-process.ts';
import { NoTablesEngine } from '../engines/tables-engine.ts';
import { CommandError } from './command-error.ts';
import { createProgress, type Progress } from './progress.ts';
import type { Surroundings } from './with-cloud.ts';

/** Thrown into the work when a signal asks the command to end. */
class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Runs a command from its command line and ends the process: 0 when everything went well, 1 when something
 * failed, 2 when the command line was wrong, 130 when interrupted before everything was done.
 *
 * @param name as a person types it
 * @param read reads the arguments; `help` has the usage printed. @throws UsageError
 */
export async function runCommand<Arguments extends object>(
  name: string,
  usage: string,
  read: (argv: readonly string[]) => Arguments | 'help',
  work: (args: Arguments, around: Surroundings) => Promise<void>,
): Promise<never> {
  const ending = new AbortController();
  const progress = createProgress(process.stderr, process.env);
  const run = async (): Promise<number> => {
    try {
      const args = read(process.argv.slice(2));
      if (args === 'help') {
        process.stdout.write(usage);
        return 0;
      }
      progress.step('Loading');
      endOnSignals(ending);
      await work(args, surroundings(progress, ending.signal));
      return 0;
    } catch (error) {
      progress.end();
      return failed(error, name);
    }
  };
  // Explicitly, so that nothing left open can keep a finished command alive.
  process.exit(await run());
}

function surroundings(progress: Progress, signal: AbortSignal): Surroundings {
  return {
    progress,
    print: (text) => process.stdout.write(`${text}\n\n`),
    signal,
    environment: process.env,
  };
}

/** The first signal ends everything in order; a second one would not wait for that. */
function endOnSignals(ending: AbortController): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => ending.abort(new Interrupted()));
  }
  // The reader of a pipe has gone: there is nobody to print to.
  process.stdout.on('error', () => ending.abort(new Interrupted()));
}

function failed(error: unknown, name: string): number {
  if (error instanceof Interrupted) {
    process.stderr.write('Interrupted.\n');
    return 130;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\nSee ${name} -- --help.\n`);
    return 2;
  }
  const known =
    error instanceof CommandError || error instanceof NoTablesEngine || error instanceof EngineEnded;
  const text =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${known ? '' : 'Failed: '}${text}\n`);
  return 1;
}
