import { availableParallelism } from 'node:os';
import type { FindingsOfClients } from '../../shared/checks/client-findings.ts';
import type { OutcomeStatistics } from '../../shared/claims/contract.ts';
import { withGoals } from '../../shared/claims/goal-claims.ts';
import { lastSessionOn } from '../../shared/claims/goals-as-of.ts';
import { paragraph } from '../../shared/reports/tables/text-table.ts';
import { accountText } from '../../shared/reports/terminal/account-text.ts';
import { findingsText } from '../../shared/reports/terminal/findings-text.ts';
import { refusalTable } from '../../shared/reports/terminal/refusal-table.ts';
import { CLAIM_LEGEND, statisticsText } from '../../shared/reports/terminal/statistics-text.ts';
import { daySentences, withDayNote } from '../../shared/statistics/data-quality/day-notes.ts';
import { ProgressLine } from '../command-line/progress-line.ts';
import type { AnalyseArguments } from './analyse-arguments.ts';
import { AnalyseError } from './analyse-error.ts';
import { askedFiles } from './asked-files.ts';
import { type Gathered, gatherOutcomes } from './gather-outcomes.ts';
import { printJson } from './print-json.ts';
import { SHOWN_PER_FILE } from './record-intake.ts';
import type { RecordPath } from './record-paths.ts';
import { statisticsSideBySide } from './statistics-side-by-side.ts';
import { tradeNamesNote } from './trade-names-note.ts';

/** Below this, starting threads takes longer than they save. */
const THREADS_FROM_BYTES = 160 << 20;
const SAY_WHERE = '--time-zone NAME says where the clinic is, such as --time-zone America/Chicago.';
const STEPS = { reading: 'Reading', deriving: 'Deriving outcomes' } as const;

/**
 * Reads files, prints the statistics of one clinic to stdout and what became of the rows to stderr.
 *
 * @throws AnalyseError when nothing could be analysed
 */
export async function analyseFiles(args: AnalyseArguments): Promise<void> {
  // npm runs scripts in the package's folder; a path is meant from where npm was called.
  const folders = [process.env['INIT_CWD'] ?? process.cwd(), process.cwd()];
  const files = await askedFiles(args, folders);
  const months = args.months ?? { from: null, to: null };
  const progress = new ProgressLine(process.stderr, process.env);
  const threads = threadsFor(files, args.threads);
  const gathered = await gatherOutcomes(files, {
    clinic: args.clinic,
    months,
    arrivedAt: new Date().toISOString(),
    timeZone: args.timeZone,
    threads,
    onProgress: (step, done, of) => progress.show(STEPS[step], done, of),
  });
  progress.clear();
  reportRows(gathered);
  const clinicId = theClinic(gathered, args.clinic);
  progress.show('Computing statistics');
  const { table, goals, records, account } = gathered;
  const counts = {
    records,
    rows: account,
    refusedSessions: gathered.refusedSessions,
  };
  const statistics = withDayNote(
    withGoals(await statisticsSideBySide({ clinicId, ...months }, table, counts, threads), goals, {
      today: args.asOf,
      lastSession: lastSessionOn(table, args.asOf),
    }),
    gathered.offsets,
  );
  progress.clear();
  reportDays(statistics);
  if (args.json) await printJson(withFindings(statistics, gathered.findings), process.stdout);
  else process.stdout.write(`${statisticsText(statistics)}\n\n${CLAIM_LEGEND}\n`);
}

/** Threads to work with: those that were asked for, else one for each core; 0, which is this one, for small files. */
export function threadsFor(files: readonly RecordPath[], asked: number | undefined): number {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return bytes < THREADS_FROM_BYTES ? 0 : (asked ?? availableParallelism());
}

/** The JSON names what cannot be, beside the account of the rows. */
function withFindings(statistics: OutcomeStatistics, findings: FindingsOfClients) {
  return { ...statistics, dataQuality: { ...statistics.dataQuality, checks: findings } };
}

function reportRows({ refused, otherClinics, account, told, findings }: Gathered): void {
  const sections = [accountText(account, told)];
  if (account.counts.refused > 0 || refused.some(({ stoppedAt }) => stoppedAt)) {
    sections.push(refusalTable(refused, SHOWN_PER_FILE));
  }
  const broken = refused.flatMap(({ file, stoppedAt }) => (stoppedAt ? [file] : []));
  if (broken.length > 0)
    sections.push(
      paragraph(
        `What is wrong with the whole of a file, and which mapping would read one of another system: npm run doctor -- ${broken.join(' ')}`,
      ),
    );
  const names = tradeNamesNote(refused);
  if (names !== undefined) sections.push(paragraph(names));
  if (otherClinics > 0) sections.push(`Rows of other clinics, left out: ${otherClinics}.`);
  const found = findingsText(findings);
  if (found !== undefined) sections.push(found);
  process.stderr.write(`${sections.join('\n\n')}\n`);
}

/** Says it where it is read also by whoever asks for JSON. */
function reportDays({ dataQuality }: OutcomeStatistics): void {
  for (const sentence of daySentences(dataQuality)) process.stderr.write(`\n${sentence} ${SAY_WHERE}\n`);
}

function theClinic({ clinics, records }: Gathered, asked: string | undefined): string {
  if (asked !== undefined) {
    if (Object.values(records).some((count) => count > 0)) return asked;
    throw new AnalyseError(`Nothing to analyse: the files hold no valid record of clinic ${asked}.`);
  }
  const [clinic, ...others] = clinics.toSorted();
  if (clinic === undefined)
    throw new AnalyseError(
      'Nothing to analyse: the files hold no valid record. Where rows name no clinic, say which with --clinic ID.',
    );
  if (others.length === 0) return clinic;
  throw new AnalyseError(
    `The files hold records of several clinics: ${[clinic, ...others].join(', ')}. Say which one with --clinic ID.`,
  );
}
