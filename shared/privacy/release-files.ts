import { createHash } from 'node:crypto';
import { LATE_REPORT_DAYS } from './release-period.ts';
import { type AnonymisedRelease, FEWEST_CLIENTS, type ReleaseCell } from './threshold-release.ts';

/** A file of a release, as text. */
export type ReleaseFile = { name: string; mediaType: string; text: string };

const COLUMNS: readonly (readonly [column: string, of: (cell: ReleaseCell) => string | number | null])[] = [
  ['technique', (cell) => cell.technique],
  ['complaint', (cell) => cell.complaint],
  ['status', (cell) => cell.status],
  ['clients', (cell) => cell.clients],
  ['mean_improvement', (cell) => cell.meanImprovement],
  ['responder_status', (cell) => cell.responderStatus],
  ['responder_share', (cell) => cell.responderShare],
];

/**
 * Renders a release: CSV, JSON and, last, a manifest with their checksums. The text is a function of the
 * release alone: no clock, no machine, no run.
 */
export function releaseFiles(release: AnonymisedRelease): ReleaseFile[] {
  const tables = [csvFile(release), jsonFile(release)];
  return [...tables, manifestFile(release, tables)];
}

/** Tidy rows, LF, codes and numbers only: no cell needs quoting and none can be read as a formula. */
function csvFile({ period, cells }: AnonymisedRelease): ReleaseFile {
  const header = ['period', ...COLUMNS.map(([column]) => column)];
  const rows = cells.map((cell) => [period.period, ...COLUMNS.map(([, of]) => of(cell) ?? '')]);
  const text = [header, ...rows].map((row) => `${row.join(',')}\n`).join('');
  return { name: 'outcomes.csv', mediaType: 'text/csv; charset=utf-8', text };
}

function jsonFile({ programme, period, cells }: AnonymisedRelease): ReleaseFile {
  return jsonText('outcomes.json', {
    programme,
    period: period.period,
    months: period.months,
    cells,
  });
}

function manifestFile(release: AnonymisedRelease, files: readonly ReleaseFile[]): ReleaseFile {
  return jsonText('manifest.json', {
    programme: release.programme,
    period: release.period.period,
    months: release.period.months,
    revision: 1,
    created: release.period.closesAt,
    privacy: {
      mode: 'threshold',
      statement:
        'A suppressed aggregate of consenting clients, not a guarantee of anonymity. Status c means ' +
        'confidential, whatever the reason; an absent group and a small one look the same.',
      fewestClients: FEWEST_CLIENTS,
      countsRoundedTo: 5,
      unit: 'one client, once per technique and complaint, with the median of his improvements',
      lateReports: `counted until ${LATE_REPORT_DAYS} days after the period's end, then never`,
    },
    rows: release.cells.length,
    files: files.map(({ name, mediaType, text }) => ({
      name,
      mediaType,
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
    })),
  });
}

function jsonText(name: string, value: unknown): ReleaseFile {
  return { name, mediaType: 'application/json', text: `${JSON.stringify(value, null, 2)}\n` };
}
