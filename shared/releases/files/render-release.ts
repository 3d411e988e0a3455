import { createHash } from 'node:crypto';
import type { AnonymisedTable, TabularData } from '../../privacy/anonymised-table.ts';
import { auditRecord, type PassedAudit } from '../audit-record.ts';
import type { ReleaseHead } from '../release-head.ts';
import { csvText } from './csv-file.ts';
import { csvwMetadata } from './csvw-metadata.ts';
import { dataPackage } from './data-package.ts';
import { dataciteAttributes } from './datacite.ts';
import { datasetJsonLd } from './dataset-jsonld.ts';
import { dictionary } from './dictionary.ts';
import { METHOD_FILE, methodWithLicence } from './method-file.ts';
import { parquetBytes } from './parquet-file.ts';
import { parquetNotes } from './parquet-notes.ts';
import { POOLED, type ReleaseFile, releaseFile, SIGNATURE, SIGNING_KEY, SUMS } from './release-file.ts';

/** Signs with the key of the deployment. */
export type Signer = {
  /** ECDSA over P-256 and SHA-256, in DER. */
  sign(message: Uint8Array): Promise<Uint8Array>;
  publicKeyPem(): Promise<string>;
};

/**
 * Renders a release into its files, all from the table's own fields, and signs their checksums. But for the
 * signature, which is drawn anew each time, they are a function of the arguments: no clock, no machine.
 *
 * @param audit looks at the files that are to be signed; what it throws leaves them unsigned
 * @returns in the order in which they are to be published
 */
export async function renderRelease(
  head: ReleaseHead,
  table: AnonymisedTable,
  signer: Signer,
  audit: (files: readonly ReleaseFile[]) => Promise<PassedAudit>,
): Promise<ReleaseFile[]> {
  const { pooled } = table;
  const tables: { file: ReleaseFile; of: TabularData }[] = [
    { file: releaseFile('outcomes.csv', csvText(table)), of: table },
    { file: releaseFile('outcomes.parquet', parquetBytes(table, parquetNotes(head, table))), of: table },
    ...(pooled ? [{ file: releaseFile(POOLED, csvText(pooled)), of: pooled }] : []),
  ];
  const hashed = tables.map(({ file, of }) => ({ file, of, sha256: sha256(file.bytes) }));
  const files = tables.map(({ file }) => file);
  const audited = [
    ...files,
    releaseFile('outcomes.csv-metadata.json', jsonText(csvwMetadata(head, table))),
    releaseFile('datapackage.json', jsonText(dataPackage(head, table, hashed))),
    releaseFile('dataset.jsonld', jsonText(datasetJsonLd(head, table, hashed))),
    releaseFile('datacite.json', jsonText(dataciteAttributes(head, files))),
    releaseFile('DICTIONARY.md', dictionary(head, table)),
    releaseFile(METHOD_FILE, methodWithLicence(head, table.method)),
  ];
  const summed = [
    ...audited,
    releaseFile('audit.json', jsonText(auditRecord(head.release, await audit(audited)))),
    releaseFile(SIGNING_KEY, await signer.publicKeyPem()),
  ];
  const sums = releaseFile(SUMS, summed.map(({ name, bytes }) => `${sha256(bytes)}  ${name}\n`).join(''));
  return [...summed, releaseFile(SIGNATURE, await signer.sign(sums.bytes)), sums];
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function jsonText(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
