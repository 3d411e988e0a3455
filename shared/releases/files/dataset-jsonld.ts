import type { Dataset, Organization, WithContext } from 'schema-dts';
import type { AnonymisedTable } from '../../privacy/anonymised-table.ts';
import type { ReleaseHead } from '../release-head.ts';
import { releaseDescription } from './release-description.ts';
import type { ReleaseFile } from './release-file.ts';

/**
 * dataset.jsonld: the release as a `Dataset` of schema.org (https://schema.org/Dataset), which search engines for data
 * read when it stands on the page of whoever hosts the files. Addresses are relative to the file itself. Its properties and
 * what they may hold are checked by the types that schema-dts makes of schema.org's vocabulary.
 *
 * @param tables each with its hash
 */
export function datasetJsonLd(
  head: ReleaseHead,
  { fields }: Pick<AnonymisedTable, 'fields'>,
  tables: readonly { file: ReleaseFile; sha256: string }[],
): WithContext<Dataset> {
  const { title, abstract, keywords, version, months, responsible, doi, name } = releaseDescription(head);
  const { licence, described } = head.programme;
  const organisation: Organization = {
    '@type': 'Organization',
    name: responsible,
    ...(described?.contact && { url: described.contact }),
  };
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    name: title,
    alternateName: name,
    description: abstract,
    ...(doi && { identifier: `https://doi.org/${doi}` }),
    version,
    datePublished: head.createdAt,
    temporalCoverage: months,
    inLanguage: 'en',
    keywords,
    license: licence.path ?? { '@type': 'CreativeWork', name: licence.title },
    creator: organisation,
    publisher: organisation,
    measurementTechnique: 'Numeric pain rating scale (NPRS), 0 to 10, before and after each session',
    variableMeasured: fields.map((field) => ({
      '@type': 'PropertyValue',
      name: field.name,
      description: field.description,
    })),
    distribution: tables.map(({ file, sha256 }) => ({
      '@type': 'DataDownload',
      name: file.name,
      contentUrl: file.name,
      encodingFormat: file.mediaType.split(';')[0],
      contentSize: `${file.bytes.length} B`,
      sha256,
    })),
  };
}
