import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { FileRefusal } from '../../shared/records/files/file-item.ts';
import { ImportSummary } from '../../shared/records/files/import-summary.ts';
import { readAll } from './read-all.ts';

const guide = readFileSync(new URL('../../docs/records.md', import.meta.url), 'utf8');

/** The example with a title, such as "sessions.csv" in a fence that begins with ```csv sessions.csv */
function example(title: string): string {
  for (const [, name, text] of guide.matchAll(/^```\S+ (\S+)\n([\s\S]*?)^```$/gm)) {
    if (name === title) return text as string;
  }
  throw new Error(`no example ${title}`);
}

describe('the guide for bringing data', () => {
  test.each([
    ['clinic.ndjson', 7],
    ['care.ndjson', 1],
    ['sessions.csv', 2],
    ['export.csv', 2],
  ])('shows %s, of which all %i records are taken', async (name, count) => {
    const { items, broken } = await readAll(name, example(name), { clinicId: 'riverside' });
    expect(broken).toBeUndefined();
    expect(items.filter((item) => 'refusal' in item)).toEqual([]);
    expect(items).toHaveLength(count);
  });

  test('shows what is refused, and the answer, word for word', async () => {
    const { items } = await readAll('pain-scores.csv', example('pain-scores.csv'), { clinicId: 'riverside' });
    const refusals = items.flatMap((item): FileRefusal[] => ('refusal' in item ? [item.refusal] : []));
    expect(refusals.map((refusal) => `${JSON.stringify(refusal)}\n`).join('')).toBe(example('refused'));

    const summary = new ImportSummary();
    for (const item of items) {
      if ('record' in item) summary.add({ type: item.record.type, status: 'accepted' });
      else summary.add({ ...item.refusal, status: 'refused' });
    }
    expect(JSON.parse(JSON.stringify(summary))).toEqual(JSON.parse(example('result')));
    const line = String(refusals[0]?.line).padStart(9, '0');
    expect(guide).toMatch(new RegExp(`refused-[0-9a-f]{8}-${line}\\.jsonl`));
  });
});
