import { enableCompileCache } from 'node:module';

// Everything else is loaded after this, so that from the second time on it need not be compiled again.
enableCompileCache();
const { readAnalyseArguments, USAGE } = await import('./analyse-arguments.ts');
const { exitCodeOf } = await import('../command-line/exit-code.ts');

/**
 * `npm run analyse`: statistics of record files in this process alone.
 *
 * @returns the exit code: 0 when something could be analysed, 1 when this program failed, 2 when nothing
 * could be analysed as asked
 */
async function main(): Promise<number> {
  const args = readAnalyseArguments(process.argv.slice(2), new Date().toISOString().slice(0, 10));
  if (args.help) process.stdout.write(USAGE);
  else await (await import('./analyse-files.ts')).analyseFiles(args);
  return 0;
}

// The reader of a pipe, such as head, has seen enough.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await exitCodeOf(main);
