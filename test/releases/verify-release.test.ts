import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { problemsOfRelease } from '../../shared/releases/files/verify-release.ts';
import { releaseOf, termsOf } from '../audit/release-folder.ts';
import { programmeNamed } from '../privacy/audit/publications.ts';
import { tallyOfCells } from '../privacy/tally/tally-of-cells.ts';

async function filesOf(mode: 'differential-privacy' | 'threshold') {
  const terms = termsOf(programmeNamed('spine-study', mode), '2026Q3');
  const { files } = await releaseOf(terms, tallyOfCells({}));
  return new Map(files.map(({ name, bytes }) => [name as string, bytes]));
}

test('the pooled edition is among what is signed, where there is one', async () => {
  const files = await filesOf('differential-privacy');
  expect(problemsOfRelease(files)).toEqual([]);
  const manifest = JSON.parse(new TextDecoder().decode(files.get('datapackage.json')));
  const pooled = manifest.resources.find(({ path }: { path: string }) => path === 'pooled.csv');
  const header = new TextDecoder().decode(files.get('pooled.csv')).split('\n')[0]!.split(',');
  expect(pooled.schema.fields.map(({ name }: { name: string }) => name)).toEqual(header);
  expect(header.slice(0, 3)).toEqual(['from', 'to', 'periods']);
  expect(new TextDecoder().decode(files.get('DICTIONARY.md'))).toContain('# Columns of pooled.csv');

  const said = 'pooled.csv is not what SHA256SUMS says';
  expect(problemsOfRelease(new Map(files).set('pooled.csv', new Uint8Array([1])))).toEqual([said]);
  files.delete('pooled.csv');
  expect(problemsOfRelease(files)).toEqual([said]);
  const byThreshold = await filesOf('threshold');
  expect(byThreshold.has('pooled.csv')).toBe(false);
  expect(problemsOfRelease(byThreshold)).toEqual([]);
});

test.each(['differential-privacy', 'threshold'] as const)(
  'what the audit noted before a release by %s was signed is among what is signed',
  async (mode) => {
    const files = await filesOf(mode);
    const sums = new TextDecoder().decode(files.get('SHA256SUMS'));
    const hash = createHash('sha256').update(files.get('audit.json')!).digest('hex');
    expect(sums).toContain(`${hash}  audit.json`);
    expect(problemsOfRelease(new Map(files).set('audit.json', new Uint8Array([1])))).toEqual([
      'audit.json is not what SHA256SUMS says',
    ]);
  },
);
