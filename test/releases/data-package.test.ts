import { describe, expect, test } from 'vitest';
import { asAnonymised } from '../../shared/privacy/anonymised-table.ts';
import { releaseFields } from '../../shared/privacy/differential-privacy/release-fields.ts';
import { catalogueIn, programmeOf } from '../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../shared/privacy/programme/release-period.ts';
import { dataPackage } from '../../shared/releases/files/data-package.ts';
import { dictionary } from '../../shared/releases/files/dictionary.ts';

const TABLE = asAnonymised({
  fields: releaseFields({ complaints: [] }),
  ...{ primaryKey: ['period'], rows: [], privacy: {}, method: '' },
});

function head(revision: number, part: object = {}) {
  const programme = programmeOf({ programme: 'low-back', clinics: ['north', 'south'], ...part });
  const period = releasePeriod('2026Q3')!;
  return {
    ...{ programme, period, catalogue: catalogueIn(programme, period) },
    ...{ createdAt: '2026-11-03T02:00:00Z', clinics: ['f1', 'f2'], code: '0.1.0+abc' },
    release: { programme: 'low-back', period: '2026Q3', revision },
  };
}

type Package = {
  resources: unknown[];
  [key: string]: unknown;
};
const packageOf = (revision: number, part?: object) =>
  dataPackage(head(revision, part), TABLE, []) as Package;

/**
 * By own assertions: no package on npm was found that is kept and ships the profiles of Data Package. `datapackage` 1.1.10 has
 * those of version 1, and brings axios 0.21 and ten others, as `tableschema` 1.12.6 does, which is no price for a file; of version 2
 * there was none that can be installed (`@dpkit/core` had them, and is not in the registry). By its `data-package.json` and ajv the
 * manifests of both modes are valid, which was tried by hand on 30 November 2026. Of DataCite's schema there is no package;
 * schema.org's vocabulary checks dataset.jsonld when it is compiled (`schema-dts`).
 */
describe('datapackage.json', () => {
  test('has missing values as texts, which readers of version 1 know, and says of each field what empty means', () => {
    const [resource] = (
      dataPackage(head(1), TABLE, [
        {
          file: { name: 'outcomes.csv', mediaType: 'text/csv; charset=utf-8', bytes: new Uint8Array() },
          of: TABLE,
          sha256: '0',
        },
      ]) as { resources: { schema: { missingValues: unknown; fields: Record<string, unknown>[] } }[] }
    ).resources;
    expect(resource!.schema.missingValues).toEqual(['']);
    const field = (name: string) => resource!.schema.fields.find((one) => one['name'] === name)!;
    expect(field('recovered_48h')).toMatchObject({
      missing: 'not published; or not applicable, by appliesTo',
      appliesTo: { column: 'table', values: ['recovery'] },
    });
    expect(field('mean')['appliesTo']).toEqual({
      column: 'table',
      values: ['cell', 'technique', 'complaint', 'total'],
    });
    expect(field('ci_method')).toMatchObject({ missing: 'not published' });
    expect(field('status')).not.toHaveProperty('missing');
    expect(dictionary(head(1), TABLE)).toContain('| yes | table: `recovery` |');
  });

  test('says who publishes it and under what, where the programme says so', () => {
    const described = {
      ...{
        title: 'Low back pain, pooled',
        publisher: 'Society of Massage',
        contact: 'https://example.org/data',
      },
      ...{
        keywords: ['back pain'],
        doi: '10.1234/low-back',
        clinics: 'Group practices',
        consent: 'By journal',
      },
    };
    const licence = {
      name: 'CC-BY-4.0',
      path: 'https://creativecommons.org/licenses/by/4.0/',
      title: 'Creative Commons Attribution 4.0',
    };
    expect(packageOf(2, { described, licence })).toMatchObject({
      id: 'https://doi.org/10.1234/low-back',
      title: 'Low back pain, pooled',
      keywords: ['back pain'],
      contributors: [
        {
          ...{ title: 'Society of Massage', role: 'publisher', roles: ['publisher'] },
          path: 'https://example.org/data',
        },
      ],
      licenses: [licence],
      previousVersion: 'low-back-2026q3-rev1',
      clinics: { count: 2, kind: 'Group practices', consent: 'By journal' },
    });
    const plain = packageOf(1);
    expect(plain['clinics']).toEqual({ count: 2 });
    // By Data Package v2 a licence has a place, unless its name is an id of the Open Definition.
    expect(plain['licenses']).toMatchObject([{ name: 'partner-agreement', path: 'METHOD.md' }]);
    for (const name of ['id', 'contributors', 'previousVersion']) expect(plain).not.toHaveProperty(name);
  });

  test('says which code made it, and under which policy: the same whoever takes part', () => {
    const { provenance } = packageOf(1) as { provenance?: { policy: string } };
    expect(provenance).toEqual({
      ...{ software: 'massage-outcomes', version: '0.1.0+abc' },
      policy: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    });
    const policyOf = (part: object) => (packageOf(1, part)['provenance'] as { policy: string }).policy;
    expect(policyOf({ clinics: ['east'], partners: ['insurer'] })).toBe(provenance!.policy);
    expect(policyOf({ period: 'year' })).not.toBe(provenance!.policy);
  });

  test.each([
    [{ doi: 'abc' }, 'doi'],
    [{ contact: 'somebody' }, 'contact'],
    [{ subtitle: 'x' }, 'described'],
  ])('refuses %o', (described, field) => {
    expect(() => head(1, { described })).toThrow(field);
  });
});
