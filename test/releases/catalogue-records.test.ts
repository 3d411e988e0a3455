import { describe, expect, test } from 'vitest';
import { asAnonymised } from '../../shared/privacy/anonymised-table.ts';
import type { Finding } from '../../shared/privacy/audit/findings/finding.ts';
import { releaseFields } from '../../shared/privacy/differential-privacy/release-fields.ts';
import { programmeOf } from '../../shared/privacy/programme/programme.ts';
import { auditRecord } from '../../shared/releases/audit-record.ts';
import type { ReleaseFileName } from '../../shared/releases/files/release-file.ts';
import { sha256 } from '../../shared/releases/files/render-release.ts';
import { filesOf, termsOf } from '../audit/release-folder.ts';

const FIELDS = releaseFields({ complaints: [] });
const TABLE = asAnonymised({ fields: FIELDS, primaryKey: ['period'], rows: [], privacy: {}, method: '' });
const DESCRIBED = {
  ...{ title: 'Low back pain, pooled', publisher: 'Society of Massage', contact: 'https://example.org/data' },
  ...{ keywords: ['back pain'], doi: '10.1234/low-back', consent: 'Asked in the journal.' },
};
const LICENCE = {
  ...{ name: 'CC-BY-4.0', path: 'https://creativecommons.org/licenses/by/4.0/' },
  title: 'Creative Commons Attribution 4.0',
};

async function rendered(part: object) {
  const programme = programmeOf({ programme: 'low-back', clinics: ['north'], ...part });
  const files = await filesOf(termsOf(programme, '2026Q3'), TABLE);
  const bytes = (name: ReleaseFileName) => files.find((file) => file.name === name)!.bytes;
  return { bytes, json: (name: ReleaseFileName) => JSON.parse(new TextDecoder().decode(bytes(name))) };
}

/** By own assertions: no package on npm was found that is kept and ships DataCite's schema of kernel 4.6, or one of schema.org. */
describe('what a release is to catalogues', () => {
  test('datacite.json has all that kernel 4.6 asks for, and what the programme says', async () => {
    const { json } = await rendered({ described: DESCRIBED, licence: LICENCE });
    expect(json('datacite.json')).toEqual({
      doi: '10.1234/low-back',
      types: { resourceTypeGeneral: 'Dataset', resourceType: 'Anonymised outcomes' },
      creators: [{ name: 'Society of Massage', nameType: 'Organizational' }],
      titles: [{ title: 'Low back pain, pooled', lang: 'en' }],
      publisher: { name: 'Society of Massage', lang: 'en' },
      publicationYear: '2026',
      dates: [
        { date: '2026-11-03', dateType: 'Issued' },
        { date: '2026-07/2026-09', dateType: 'Collected' },
      ],
      language: 'en',
      version: '1.0.0',
      subjects: [{ subject: 'back pain' }],
      descriptions: [
        {
          description: expect.stringContaining('Pain before and after massage'),
          descriptionType: 'Abstract',
          lang: 'en',
        },
        { description: 'Asked in the journal.', descriptionType: 'Methods', lang: 'en' },
      ],
      rightsList: [{ rights: LICENCE.title, rightsIdentifier: LICENCE.name, rightsUri: LICENCE.path }],
      formats: ['text/csv', 'application/vnd.apache.parquet'],
      alternateIdentifiers: [
        { alternateIdentifier: 'low-back-2026q3-rev1', alternateIdentifierType: 'Release' },
      ],
      schemaVersion: 'http://datacite.org/schema/kernel-4',
    });
    const plain = (await rendered({})).json('datacite.json');
    expect(plain).not.toHaveProperty('doi');
    expect(plain.creators).toEqual([{ name: 'Programme low-back', nameType: 'Organizational' }]);
  });

  test('dataset.jsonld names every column, and each table with its size and hash', async () => {
    const { json, bytes } = await rendered({ described: DESCRIBED, licence: LICENCE });
    const dataset = json('dataset.jsonld');
    expect(dataset).toMatchObject({
      ...{ '@context': 'https://schema.org', '@type': 'Dataset', name: 'Low back pain, pooled' },
      ...{ identifier: 'https://doi.org/10.1234/low-back', license: LICENCE.path, version: '1.0.0' },
      ...{ temporalCoverage: '2026-07/2026-09', keywords: ['back pain'] },
      publisher: { '@type': 'Organization', name: 'Society of Massage', url: 'https://example.org/data' },
    });
    expect(dataset.variableMeasured.map(({ name }: { name: string }) => name)).toEqual(
      FIELDS.map(({ name }) => name),
    );
    const tables = ['outcomes.csv', 'outcomes.parquet'] as const;
    expect(dataset.distribution).toMatchObject(
      tables.map((name) => ({
        ...{ '@type': 'DataDownload', contentUrl: name },
        ...{ contentSize: `${bytes(name).length} B`, sha256: sha256(bytes(name)) },
      })),
    );
    const plain = (await rendered({})).json('dataset.jsonld');
    expect(plain).not.toHaveProperty('identifier');
    expect(plain.license).toMatchObject({ '@type': 'CreativeWork' });
  });

  test('METHOD.md ends with the licence, which the data package leads to where it has no page of its own', async () => {
    const methodOf = async (part: object) =>
      new TextDecoder().decode((await rendered(part)).bytes('METHOD.md'));
    expect(await methodOf({ licence: LICENCE })).toMatch(
      `\n## Licence\n\n${LICENCE.title} (${LICENCE.name}, ${LICENCE.path})\n`,
    );
    expect(await methodOf({})).toContain('## Licence\n\nFor the partners named in the agreement');
  });
});

test('audit.json tells what was noted of the programme, and of no other that counts the same clinics', () => {
  const release = { programme: 'low-back', period: '2026Q3', revision: 1 };
  const note = (...releases: string[]): Finding => ({
    ...{ kind: 'same-period-elsewhere', severity: 'note', says: 'Both count July.' },
    releases,
  });
  const own = note('low-back 2026Q2 revision 1', 'low-back 2026Q3 revision 1');
  const releases = ['low-back 2026Q3 rev 1', 'low-back-two 2026Q3 rev 1', 'low-back 2026Q2 rev 1'];
  expect(
    auditRecord(release, {
      releases,
      notes: [own, note('low-back 2026Q3 revision 1', 'low-back-two 2026Q3 revision 1')],
    }),
  ).toEqual({
    releases: ['low-back 2026Q2 rev 1', 'low-back 2026Q3 rev 1'],
    findings: [],
    notes: [own],
  });
});
