import type { AnonymisedTable, ReleaseField, TabularData } from '../../privacy/anonymised-table.ts';
import type { ReleaseHead } from '../release-head.ts';
import { FIRST_REVISION } from '../release-id.ts';
import { MISSING } from './csv-file.ts';
import { METHOD_FILE } from './method-file.ts';
import { policyDigest } from './policy-digest.ts';
import { releaseDescription, releaseSlug } from './release-description.ts';
import type { ReleaseFile } from './release-file.ts';

/**
 * datapackage.json (Data Package v2, https://datapackage.org/standard/data-package/): what the release is,
 * under which terms, its files with their hashes, the schema of its columns and how it is anonymised.
 *
 * @param files each with its rows and its hash
 */
export function dataPackage(
  head: ReleaseHead,
  table: AnonymisedTable,
  files: readonly { file: ReleaseFile; of: TabularData; sha256: string }[],
): object {
  return {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    ...packageHead(head),
    resources: files.map(({ file: { name: path, mediaType, bytes }, of, sha256 }) => ({
      name: path.replace('.', '-'),
      path,
      format: path.split('.').at(-1),
      mediatype: mediaType.split(';')[0],
      ...(mediaType.includes('charset') && { encoding: 'utf-8' }),
      bytes: bytes.length,
      hash: `sha256:${sha256}`,
      schema: schemaOf(of),
    })),
    privacy: table.privacy,
  };
}

/** What a data package says of its release, whatever its files are. */
export function packageHead(head: ReleaseHead): Readonly<Record<string, unknown>> {
  const { release, period, programme, createdAt, clinics } = head;
  const { described } = programme;
  const { name, title, abstract, keywords, version, doi } = releaseDescription(head);
  return {
    name,
    ...(doi && { id: `https://doi.org/${doi}` }),
    ...{ title, description: abstract, keywords },
    ...(described?.publisher && {
      contributors: [
        {
          ...{ title: described.publisher, role: 'publisher', roles: ['publisher'] },
          ...(described.contact && { path: described.contact }),
        },
      ],
    }),
    version,
    created: createdAt,
    // A name that no list knows needs a place where its words are.
    licenses: [{ path: METHOD_FILE, ...programme.licence }],
    programme: release.programme,
    period: release.period,
    months: period.months,
    revision: release.revision,
    ...(release.revision > FIRST_REVISION && {
      previousVersion: releaseSlug({ ...release, revision: release.revision - 1 }),
    }),
    clinics: {
      // By the agreement, which is public; how many of them had anything to count is told by the fingerprints.
      count: programme.clinics.length,
      ...(described?.clinics && { kind: described.clinics }),
      ...(described?.consent && { consent: described.consent }),
    },
    clinicFingerprints: clinics,
    provenance: { software: 'massage-outcomes', version: head.code, policy: `sha256:${policyDigest(head)}` },
  };
}

function schemaOf({ fields, primaryKey }: TabularData) {
  return {
    fields: fields.map(fieldDescriptor),
    primaryKey,
    // Texts, which readers of version 1 know; what it means stands in each field that may be empty.
    missingValues: [MISSING],
  };
}

function fieldDescriptor(field: ReleaseField) {
  const { name, type, description, categories, minimum, maximum, nullable, appliesTo } = field;
  return {
    name,
    type,
    description,
    ...(categories && { categories }),
    ...(nullable && {
      missing: appliesTo ? 'not published; or not applicable, by appliesTo' : 'not published',
    }),
    ...(appliesTo && { appliesTo }),
    constraints: {
      required: !nullable,
      ...(categories && { enum: categories }),
      ...(minimum !== undefined && { minimum }),
      ...(maximum !== undefined && { maximum }),
    },
  };
}
