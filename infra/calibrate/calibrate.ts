import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Calibration } from '../../shared/claims/contract.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { ProgressLine } from '../command-line/progress-line.ts';
import { type CalibrateArguments, FULL_RUN, readCalibrateArguments, USAGE } from './calibrate-arguments.ts';
import { tallyInThreads } from './calibrate-pool.ts';
import { calibrationPage, calibrationText } from './calibration-text.ts';
import { estimatorsVersion } from './estimators-version.ts';
import { pledgedClaims, rowsOf } from './rows.ts';
import { type Verdict, verdictOf } from './verdict.ts';

const ROOT = new URL('../../', import.meta.url);

/**
 * `npm run calibrate`: how often the claims keep their promises on simulated clinics.
 *
 * @returns the exit code: 0 when every promise was kept, 1 when one was broken beyond chance or this program
 * failed, 2 when the command line was wrong
 */
async function main(): Promise<number> {
  const args = readCalibrateArguments(process.argv.slice(2), pledgedClaims());
  if (args.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const verdicts = await judged(args);
  process.stdout.write(`${calibrationText(verdicts)}\n`);
  if (args.only === undefined && args.datasets >= FULL_RUN) writeDown(verdicts);
  return verdicts.some(({ verdict }) => verdict !== 'kept') ? 1 : 0;
}

async function judged({ datasets, only, threads }: CalibrateArguments): Promise<Verdict[]> {
  const rows = rowsOf(only);
  const progress = new ProgressLine(process.stderr, process.env);
  const tallies = await tallyInThreads(rows, {
    datasets,
    only,
    threads: threads ?? availableParallelism(),
    onProgress: (done, of) => progress.show('Judging simulated clinics', done, of),
  });
  progress.clear();
  return rows.flatMap(({ scenario, pledges }, row) =>
    pledges.map((pledge, nth) => verdictOf(scenario, pledge, tallies[row]![nth]!)),
  );
}

/** What pages and `analyse --json` say of their promises, and a page of all of it. */
function writeDown(verdicts: readonly Verdict[]): void {
  const version = estimatorsVersion();
  const rows = verdicts.map(({ said: _said, verdict: _verdict, ...row }) => row);
  const calibration: Calibration = { version, rows };
  writeFileSync(
    new URL('shared/claims/calibration-rows.json', ROOT),
    `${JSON.stringify(calibration, null, 2)}\n`,
  );
  writeFileSync(new URL('docs/calibration.md', ROOT), calibrationPage(version, verdicts));
}

process.exitCode = await exitCodeOf(main);
