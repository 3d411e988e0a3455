import { enableCompileCache } from 'node:module';
import { RELEASE_USAGE, readReleaseArguments } from './command/release-arguments.ts';
import { runCommand } from './command/run-command.ts';

// From the second time on what follows need not be compiled again.
enableCompileCache();

/** `npm run release`: publishes one release on this machine, through the same functions as on AWS. */
await runCommand('npm run release', RELEASE_USAGE, readReleaseArguments, async (args, around) => {
  const { runRelease } = await import('./command/steps.ts');
  await runRelease(args, around);
});
