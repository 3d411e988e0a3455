import { exitCodeOf } from '../../infra/command-line/exit-code.ts';
import { readCapacityArguments, USAGE } from './capacity-arguments.ts';

/** `npm run capacity`: what a deployment of some size would ask for, and which limit it reaches first. */

const print = (line: string) => process.stdout.write(`${line}\n`);

process.exitCode = await exitCodeOf(async () => {
  const args = readCapacityArguments(process.argv.slice(2));
  if (args.asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const { capacityOf } = await import('./capacity-of.ts');
  for await (const line of capacityOf(args)) print(line);
  return 0;
});
