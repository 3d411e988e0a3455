/** A file of a release. Names depend on nothing, media types neither. */
export type ReleaseFile = { name: ReleaseFileName; mediaType: string; bytes: Uint8Array };

/** Every file of a release in the order in which they are published: whoever sees the last sees them all. */
const RELEASE_FILES = {
  'outcomes.csv': 'text/csv; charset=utf-8',
  'outcomes.parquet': 'application/vnd.apache.parquet',
  'pooled.csv': 'text/csv; charset=utf-8',
  'outcomes.csv-metadata.json': 'application/csvm+json',
  'datapackage.json': 'application/json',
  'dataset.jsonld': 'application/ld+json',
  'datacite.json': 'application/json',
  'DICTIONARY.md': 'text/markdown; charset=utf-8',
  'METHOD.md': 'text/markdown; charset=utf-8',
  'audit.json': 'application/json',
  'signing-key.pem': 'application/x-pem-file',
  'SHA256SUMS.sig': 'application/octet-stream',
  SHA256SUMS: 'text/plain; charset=utf-8',
} as const;

export type ReleaseFileName = keyof typeof RELEASE_FILES;
/** All periods together: releases with noise have it, but for those of before there was one. */
export const POOLED = 'pooled.csv';
const ALL_FILE_NAMES = Object.keys(RELEASE_FILES) as ReleaseFileName[];
/** The files that every release has. */
export const RELEASE_FILE_NAMES: ReleaseFileName[] = ALL_FILE_NAMES.filter((name) => name !== POOLED);

/** The files that a release has, in their order. @param summed those that its checksums name */
export function fileNames(summed: { has(name: string): boolean }): ReleaseFileName[] {
  return ALL_FILE_NAMES.filter((name) => name !== POOLED || summed.has(name));
}

/** Published last: a release that has it is complete. */
export const SUMS = 'SHA256SUMS';
export const SIGNATURE = 'SHA256SUMS.sig';
export const SIGNING_KEY = 'signing-key.pem';
export const DATA_PACKAGE = 'datapackage.json';
export const TABLE = 'outcomes.csv';

export function isReleaseFileName(name: string): name is ReleaseFileName {
  return Object.hasOwn(RELEASE_FILES, name);
}

export function releaseFile(name: ReleaseFileName, content: string | Uint8Array): ReleaseFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { name, mediaType: RELEASE_FILES[name], bytes };
}
