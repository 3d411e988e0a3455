import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/**
 * The options and the other words of a command line.
 *
 * @param options as util.parseArgs takes them
 * @throws UsageError for an option that there is not, or one without its value
 */
export function parsedArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    // Node's message for an unknown option ends in a hint about "--" that is of no use here.
    const [reason] = (error as Error).message.split(/\. |\n/);
    throw new UsageError(`${reason}.`);
  }
}
