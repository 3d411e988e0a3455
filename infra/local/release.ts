import { RELEASE_USAGE, readReleaseArguments } from './command/release-arguments.ts';
import { runCommand } from './command/run-command.ts';

/** `npm run release`: publishes one release on this machine, through the same functions as on AWS. */
await runCommand('npm run release', RELEASE_USAGE, readReleaseArguments, async (args, around) => {
  const { runRelease } = await import('./command/steps.ts');
  await runRelease(args, around);
});
