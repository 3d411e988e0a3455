import { createHash } from 'node:crypto';
import { clinicId } from '../records/fields.ts';
import type { ReleaseId } from '../releases/release-id.ts';

/** Every S3 object key, built and parsed here and nowhere else. */

/** Where a file to import lies: `clinic=<id>/<name>`. */
export type ImportObject = { clinicId: string; name: string };

const RESULTS = '.import/';
const LONGEST_RESULT_NAME = 'refused-0000000000000.jsonl'.length;

/** @returns undefined for an object that lies in no clinic's folder */
export function parseImportKey(key: string): ImportObject | undefined {
  const match = /^clinic=([^/]+)\/(.+)$/s.exec(key);
  return match && clinicId.safeParse(match[1]).success ? { clinicId: match[1]!, name: match[2]! } : undefined;
}

/** Whether an object is what an import has written: it is no import itself, or there would be no end. */
export function isImportResult(key: string): boolean {
  return /\.import\/(result\.json|refused-\d{9,}\.jsonl|erased-\d{9,}\.json)$/.test(key);
}

export const importKey = ({ clinicId, name }: ImportObject) => `clinic=${clinicId}/${name}`;

/** Beside the file: what became of it. */
export const importResultKey = (key: string) => `${besideImport(key)}result.json`;

/** Beside the file: what was refused, from a line on. */
export const refusedRowsKey = (key: string, firstLine: number) =>
  `${besideImport(key)}refused-${String(firstLine).padStart(9, '0')}.jsonl`;

/** Beside the file: the receipt of the erasure on a line. */
export const erasureReceiptKey = (key: string, line: number) =>
  `${besideImport(key)}erased-${String(line).padStart(9, '0')}.json`;

const LONGEST_KEY_BYTES = 1024;

/** Nothing fits beside a key of nearly the greatest length: such an import's result lies under the key's digest. */
function besideImport(key: string): string {
  const beside = `${key}${RESULTS}`;
  if (Buffer.byteLength(beside) + LONGEST_RESULT_NAME <= LONGEST_KEY_BYTES) return beside;
  return `long-names/${createHash('sha256').update(key).digest('hex')}${RESULTS}`;
}

/** The published releases of a programme. */
export const programmePrefix = (programme: string) => `v1/programme=${programme}/`;

export function releasePrefix({ programme, period, revision }: ReleaseId): string {
  return `${programmePrefix(programme)}period=${period}/rev=${revision}/`;
}

/** Says which release of a programme is the latest: the only published object that is ever replaced. */
export const latestKey = (programme: string) => `${programmePrefix(programme)}latest.json`;

export function parseReleaseKey(key: string): (ReleaseId & { name: string }) | undefined {
  const match = /^v1\/programme=([^/]+)\/period=([^/]+)\/rev=(\d+)\/([^/]+)$/.exec(key);
  if (!match) return undefined;
  const [, programme, period, revision, name] = match as unknown as string[];
  return { programme: programme!, period: period!, revision: Number(revision), name: name! };
}

const privatePath = ({ programme, period, revision }: ReleaseId) =>
  `programme=${programme}/period=${period}/rev=${revision}`;

/** In the raw bucket: what a release is made of, agreement and catalogue, as they were when its tally began. */
export const termsKey = (release: ReleaseId) => `tallies/${privatePath(release)}/terms.json`;
/** In the raw bucket: the exact counts of each clinic, and of all of them when none is missing. */
export const clinicTalliesPrefix = (release: ReleaseId) => `tallies/${privatePath(release)}/clinic=`;
export const clinicTallyKey = (release: ReleaseId, clinicId: string) =>
  `${clinicTalliesPrefix(release)}${clinicId}.json`;
export const frozenTallyKey = (release: ReleaseId) => `tallies/${privatePath(release)}/frozen.json`;

/** In the noisy bucket: what the mechanism gave, once, and the files that were made of it. */
export const anonymisedKey = (release: ReleaseId) => `anonymised/${privatePath(release)}.json`;
export const renderedKey = (release: ReleaseId) => `rendered/${privatePath(release)}.json`;

/** The digest of one therapist, as of the last day of a week such as `2026-11-22`. */
export type DigestId = { clinicId: string; asOf: string; therapistId: string };

/** Everything below it holds what one clinic's clients have reported, and expires. */
export const DIGESTS_PREFIX = 'digests/';

/** The digests of a clinic's therapists as of one date. */
export function digestsPrefix({ clinicId, asOf }: Pick<DigestId, 'clinicId' | 'asOf'>): string {
  return `${DIGESTS_PREFIX}clinic=${clinicId}/as-of=${asOf}/`;
}

export function digestKey(id: DigestId, form: 'json' | 'html'): string {
  return `${digestsPrefix(id)}therapist=${id.therapistId}.${form}`;
}

/** The owner's report of one month, such as `2026-08`. */
export type MonthlyReportId = { clinicId: string; month: string };
/** `json`: the frozen numbers, which the two others are made of. */
export type MonthlyReportForm = 'json' | 'html' | 'pdf';

export const MONTHLY_REPORTS_PREFIX = 'reports/';

/** All reports of a clinic. */
export const clinicReportsPrefix = (clinicId: string) => `${MONTHLY_REPORTS_PREFIX}clinic=${clinicId}/`;

export function monthlyReportKey({ clinicId, month }: MonthlyReportId, form: MonthlyReportForm): string {
  return `${clinicReportsPrefix(clinicId)}month=${month}/report.${form}`;
}

export function parseMonthlyReportKey(key: string): (MonthlyReportId & { form: string }) | undefined {
  const match = /^reports\/clinic=([^/]+)\/month=(\d{4}-\d{2})\/report\.(json|html|pdf)$/.exec(key);
  return match ? { clinicId: match[1]!, month: match[2]!, form: match[3]! } : undefined;
}
