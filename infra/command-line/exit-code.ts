import { UsageError } from './usage-error.ts';

/**
 * Runs a program to its exit code. What breaks it off is said on stderr: what was wrong with the command line in
 * its sentence, anything else with its stack.
 *
 * @param work what the program does; it returns its own exit code
 * @returns that code; 2 when the command line was wrong, 1 when anything else failed
 */
export async function exitCodeOf(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n`);
      return 2;
    }
    const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`Failed: ${failure}\n`);
    return 1;
  }
}
