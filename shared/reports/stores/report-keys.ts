/** Every key of the reports bucket, built and parsed here and nowhere else. */

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

/** All digests of a clinic. */
export const clinicDigestsPrefix = (clinicId: string) => `${DIGESTS_PREFIX}clinic=${clinicId}/`;

/** As of which day a digest is, by its key. */
export const asOfDigest = (key: string) => /\/as-of=([\d-]{10})\//.exec(key)![1]!;

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
