/** Every S3 object key, built and parsed here and nowhere else. */

/** Where a file to import lies: `clinic=<id>/<name>`. */
export type ImportObject = { clinicId: string; name: string };

const RESULTS = '.import/';

/** @returns undefined for objects that are no imports: those without a clinic, and results of imports */
export function parseImportKey(key: string): ImportObject | undefined {
  if (key.includes(RESULTS)) return undefined;
  const match = /^clinic=([^/]+)\/(.+)$/.exec(key);
  return match ? { clinicId: match[1]!, name: match[2]! } : undefined;
}

export const importKey = ({ clinicId, name }: ImportObject) => `clinic=${clinicId}/${name}`;

/** Beside the file: what became of it. */
export const importResultKey = (key: string) => `${key}${RESULTS}result.json`;

/** Beside the file: what was refused, from a line on. Not `.ndjson`, or it would be imported itself. */
export const refusedRowsKey = (key: string, firstLine: number) =>
  `${key}${RESULTS}refused-${String(firstLine).padStart(9, '0')}.jsonl`;

/** A published release. */
export type ReleaseId = { programme: string; period: string; revision: number };

export const RELEASES_PREFIX = 'v1/';
export const MANIFEST = 'manifest.json';

export function releasePrefix({ programme, period, revision }: ReleaseId): string {
  return `${RELEASES_PREFIX}programme=${programme}/period=${period}/rev=${revision}/`;
}

export function parseReleaseKey(key: string): (ReleaseId & { name: string }) | undefined {
  const match = /^v1\/programme=([^/]+)\/period=([^/]+)\/rev=(\d+)\/([^/]+)$/.exec(key);
  if (!match) return undefined;
  const [, programme, period, revision, name] = match as unknown as string[];
  return { programme: programme!, period: period!, revision: Number(revision), name: name! };
}

/** The private copy that is written once before anything is published. */
export function frozenReleaseKey({ programme, period, revision }: ReleaseId): string {
  return `frozen/programme=${programme}/period=${period}/rev=${revision}.json`;
}

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
