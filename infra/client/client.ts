import { exitCodeOf } from '../command-line/exit-code.ts';
import { parsedArguments } from '../command-line/parsed-arguments.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { CLIENT_PACKAGE, writeClientPackage } from './client-package.ts';

const USAGE = `Usage: npm run --silent client -- [--out DIR]

Writes a typed client of the API as a package, ${CLIENT_PACKAGE}, from what describes the API (GET /v1/openapi.json): to be
installed where a program is written against it, or published. Nothing of a deployment is in it.

  --out DIR   the folder of the package; out/client if absent
  --help      print this
`;

/**
 * `npm run client`: the API's client as a package.
 *
 * @returns the exit code: 0 when written, 1 when that failed, 2 when the command line was wrong
 */
async function main(): Promise<number> {
  const { values, positionals } = parsedArguments(process.argv.slice(2), {
    out: { type: 'string', default: 'out/client' },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  if (positionals.length > 0) throw new UsageError(`Unexpected "${positionals[0]}"; --help shows the usage.`);
  const files = await writeClientPackage(values.out);
  process.stdout.write(`${CLIENT_PACKAGE} is in ${values.out}: ${files.join(', ')}\n`);
  return 0;
}

process.exitCode = await exitCodeOf(main);
