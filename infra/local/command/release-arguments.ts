import { readFileSync } from 'node:fs';
import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import { FIRST_REVISION, LAST_REVISION, type ReleaseId } from '../../../shared/releases/release-id.ts';
import { parsedArguments } from '../../command-line/parsed-arguments.ts';
import { UsageError } from '../../command-line/usage-error.ts';
import { PROGRAMME } from './hold-clinics.ts';

/** What `npm run release` was asked to do. */
export type ReleaseArguments = {
  release: ReleaseId;
  /** Files to import first; without any the bundled sample, unless there are kept data. */
  files: string[];
  /** The agreements, from a file; one over all clinics when absent. */
  programmes?: readonly object[];
  /** Use and keep the data that `npm start` keeps. */
  keep: boolean;
  /** Where they are kept; `.local/data` in the repository when absent. */
  data?: string;
  /** Folder for the release; `out` in the repository when absent. */
  out?: string;
};

export const RELEASE_USAGE = `Usage: npm run release -- --period 2026Q3 [options] [FILE...]

Closes a period on this machine, publishes its anonymised release, checks it as a partner would, and copies
it to out/. It counts what the files hold and what an earlier npm start has kept (--serve, --keep), or else the
bundled sample.

  FILE               CSV or NDJSON of records, as for npm start; each row says its clinic
  --period 2026Q3    quarter, half-year (2026H2) or year (2026Y) to publish
  --programme NAME   the programme (${PROGRAMME})
  --programmes FILE  the agreements, a JSON list as npm run programme takes; without it there is one programme,
                     which counts every clinic by quarters and asks for techniques
  --revision 2       publish the one revision that a mistake may have
  --keep             use and keep the data that an earlier npm start has kept
  --data FOLDER      where they are kept (.local/data)
  --out FOLDER       where the release is copied to (out)
  --help             print this
`;

const OPTIONS = {
  period: { type: 'string' },
  programme: { type: 'string', default: PROGRAMME },
  programmes: { type: 'string' },
  revision: { type: 'string', default: String(FIRST_REVISION) },
  keep: { type: 'boolean', default: false },
  data: { type: 'string' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * Reads the command line.
 *
 * @returns `help` when that was asked for
 * @throws UsageError with a sentence that says what was wrong with it
 */
export function readReleaseArguments(argv: readonly string[]): ReleaseArguments | 'help' {
  const { values, positionals: files } = parsedArguments(argv, OPTIONS);
  const { period, programme, programmes, revision, keep, data, out, help } = values;
  if (help) return 'help';
  if (period === undefined) throw new UsageError('--period is missing, such as --period 2026Q3.');
  if (!releasePeriod(period)) {
    throw new UsageError(
      `--period ${period}: expected a quarter, a half-year or a year such as 2026Q3, 2026H2 or 2026Y.`,
    );
  }
  if (![FIRST_REVISION, LAST_REVISION].map(String).includes(revision)) {
    throw new UsageError(`--revision ${revision}: expected ${FIRST_REVISION} or ${LAST_REVISION}.`);
  }
  if (data !== undefined && !keep) {
    throw new UsageError('--data goes with --keep: else nothing that is kept is used.');
  }
  const listed = programmes === undefined ? undefined : listIn(programmes);
  if (!listed && programme !== PROGRAMME) {
    throw new UsageError(`--programme ${programme}: without --programmes there is only ${PROGRAMME}.`);
  }
  return {
    release: { programme, period, revision: Number(revision) },
    files,
    ...(listed && { programmes: listed }),
    keep,
    ...(data !== undefined && { data }),
    ...(out !== undefined && { out }),
  };
}

function listIn(file: string): object[] {
  try {
    const list: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (Array.isArray(list)) return list as object[];
  } catch {
    // Said below, as of anything else that is no list.
  }
  throw new UsageError(`--programmes ${file}: expected a file that holds a JSON list of programmes.`);
}
