import type { ReleaseHead } from '../release-head.ts';
import { releaseDescription } from './release-description.ts';
import type { ReleaseFile } from './release-file.ts';

/**
 * datacite.json: the release for whoever registers a DOI for it, as the attributes that DataCite's REST API takes
 * (metadata schema 4.6, https://schema.datacite.org/meta/kernel-4.6/). Without a DOI of the programme's own it has
 * none, and DataCite gives one at registration.
 */
export function dataciteAttributes(head: ReleaseHead, tables: readonly ReleaseFile[]): object {
  const { title, abstract, keywords, version, months, responsible, doi, name } = releaseDescription(head);
  const { licence, described } = head.programme;
  return {
    ...(doi && { doi }),
    types: { resourceTypeGeneral: 'Dataset', resourceType: 'Anonymised outcomes' },
    creators: [{ name: responsible, nameType: 'Organizational' }],
    titles: [{ title, lang: 'en' }],
    publisher: { name: responsible, lang: 'en' },
    publicationYear: head.createdAt.slice(0, 4),
    dates: [
      { date: head.createdAt.slice(0, 10), dateType: 'Issued' },
      { date: months, dateType: 'Collected' },
    ],
    language: 'en',
    version,
    subjects: keywords.map((subject) => ({ subject })),
    descriptions: [
      { description: abstract, descriptionType: 'Abstract', lang: 'en' },
      ...(described?.consent
        ? [{ description: described.consent, descriptionType: 'Methods', lang: 'en' }]
        : []),
    ],
    rightsList: [
      {
        rights: licence.title,
        rightsIdentifier: licence.name,
        ...(licence.path && { rightsUri: licence.path }),
      },
    ],
    formats: tables.map(({ mediaType }) => mediaType.split(';')[0]!),
    alternateIdentifiers: [{ alternateIdentifier: name, alternateIdentifierType: 'Release' }],
    schemaVersion: 'http://datacite.org/schema/kernel-4',
  };
}
