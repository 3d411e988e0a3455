import { enableCompileCache } from 'node:module';
import { readArguments, USAGE } from './command/arguments.ts';
import { runCommand } from './command/run-command.ts';

// From the second time on what follows need not be compiled again.
enableCompileCache();

/** `npm start`: the whole pipeline on this machine, from the synthesized application. */
await runCommand(
  'npm start',
  USAGE,
  (argv) => {
    const args = readArguments(argv);
    return args.help ? 'help' : args;
  },
  async (args, around) => {
    // Loaded only now: the first line of progress shall not wait for the SDK and the engines.
    const { runStart } = await import('./command/steps.ts');
    await runStart(args, around);
  },
);
