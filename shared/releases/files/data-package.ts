import type { AnonymisedTable, ReleaseField } from '../../privacy/anonymised-table.ts';
import type { ReleaseHead } from '../release-head.ts';
import { MISSING } from './csv-file.ts';
import type { ReleaseFile } from './release-file.ts';

/**
 * datapackage.json (Data Package v2, https://datapackage.org/standard/data-package/): what the release is,
 * under which terms, its files with their hashes, the schema of its columns and how it is anonymised.
 *
 * @param files the table's own, each with its hash
 */
export function dataPackage(
  { release, period, programme, createdAt, clinics }: ReleaseHead,
  table: AnonymisedTable,
  files: readonly { file: ReleaseFile; sha256: string }[],
): object {
  const schema = {
    fields: table.fields.map(fieldDescriptor),
    primaryKey: table.primaryKey,
    missingValues: [{ value: MISSING, label: 'suppressed' }],
  };
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `${release.programme}-${release.period.toLowerCase()}-rev${release.revision}`,
    title: `Outcomes of massage therapy: programme ${release.programme}, ${release.period}`,
    version: `${release.revision}.0.0`,
    created: createdAt,
    licenses: [programme.licence],
    programme: release.programme,
    period: release.period,
    months: period.months,
    revision: release.revision,
    clinicFingerprints: clinics,
    resources: files.map(({ file: { name, mediaType, bytes }, sha256 }) => ({
      name: name.replace('.', '-'),
      path: name,
      format: name.split('.').at(-1),
      mediatype: mediaType.split(';')[0],
      ...(mediaType.includes('charset') && { encoding: 'utf-8' }),
      bytes: bytes.length,
      hash: `sha256:${sha256}`,
      schema,
    })),
    privacy: table.privacy,
  };
}

function fieldDescriptor({ name, type, description, categories, minimum, maximum, nullable }: ReleaseField) {
  return {
    name,
    type,
    description,
    ...(categories && { categories }),
    constraints: {
      required: !nullable,
      ...(categories && { enum: categories }),
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
    },
  };
}
