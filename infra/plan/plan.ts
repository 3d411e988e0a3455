import { planDocument } from '../../shared/privacy/differential-privacy/plan/plan-document.ts';
import { loadSolver } from '../../shared/privacy/solver/highs-solver.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { readPlanArguments, USAGE } from './plan-arguments.ts';
import { planText } from './plan-text.ts';
import { thresholdDocument } from './threshold-document.ts';
import { thresholdText } from './threshold-text.ts';

/**
 * `npm run release:plan`: what each design of a programme would tell of so many clients, and what it promises to them.
 *
 * @returns the exit code: 0 when it was shown, 2 when the command line was wrong
 */
async function main(): Promise<number> {
  const args = readPlanArguments(process.argv.slice(2));
  if (args === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const document = planDocument(args);
  const byThreshold = thresholdDocument(args, await loadSolver());
  process.stdout.write(
    args.json
      ? `${JSON.stringify({ ...document, byThreshold }, null, 2)}\n`
      : `${planText(document)}\n${thresholdText(byThreshold)}`,
  );
  return 0;
}

// The reader of a pipe, such as head, has seen enough.
process.stdout.on('error', () => process.exit(process.exitCode));
process.exitCode = await exitCodeOf(main);
