import { describe, expect, test } from 'vitest';
import { examineFile } from '../../shared/doctor/examine-file.ts';
import { mapped, piecesOf, recordsOf, refusalsOf, skippedOf } from '../mapping/mapped.ts';
import { edits, shippedMappings } from './fixtures.ts';

const TIME_ZONE = 'America/Chicago';

/** Records by type that each file has, and rows that are passed over, counted by hand. */
const EXPECTED: Readonly<Record<string, [records: object, skipped: object]>> = {
  'acuity-appointments': [{ session: 3 }, { cancelled: 1 }],
  'clinicsense-appointments': [{ session: 3 }, { 'no-show': 1, cancelled: 1 }],
  'cliniko-appointments': [{ session: 2 }, { 'no-show': 1, cancelled: 1 }],
  'google-forms-checkin': [{ 'pain-score': 8 }, {}],
  'jane-appointments': [{ session: 4 }, { 'no-show': 1, cancelled: 4, 'not-held-yet': 1 }],
  'kobo-visit-form': [{ session: 4 }, {}],
  'redcap-scores': [{ 'pain-score': 7, measurement: 13 }, {}],
  'square-appointments': [{ session: 3 }, { 'no-show': 1, cancelled: 3, 'not-held-yet': 1 }],
};

describe.each(shippedMappings())('$name', ({ name, file, content, mapping }) => {
  test('the mapping that ships reads its file', async () => {
    const { items } = await mapped(content, mapping);
    expect(refusalsOf(items)).toEqual([]);
    const counts: Record<string, number> = {};
    for (const { type } of recordsOf(items)) counts[type] = (counts[type] ?? 0) + 1;
    expect([counts, skippedOf(items)]).toEqual(EXPECTED[name]);
  });

  test('the proposal needs no edit', async () => {
    const seen = await examineFile(() => piecesOf(content, 4096), { name: file, timeZone: TIME_ZONE });
    if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error('nothing was proposed');
    expect(edits(seen.proposal.mapping, mapping)).toEqual([]);
    expect(seen.proposal.mapping.leftOut).toEqual(mapping.leftOut);
    expect(seen.proposal.mapping.decisions.filter(({ sure }) => sure === 'undecided')).toEqual([]);
    expect(seen.outcome).toMatchObject({ refused: 0 });
    const shipped = await mapped(content, mapping);
    const proposed = await mapped(content, seen.proposal.mapping);
    expect(recordsOf(proposed.items)).toEqual(recordsOf(shipped.items));
  });

  test('nothing of a name, an address or a note is in what comes out', async () => {
    const { items } = await mapped(content, mapping);
    expect(JSON.stringify(items)).not.toMatch(
      /Example|example\.org|555010|Sample|quiet|coat|slept|light|day before/,
    );
  });
});

describe('what cannot be decided is said, and refused where it is not', () => {
  const propose = async (content: string, timeZone?: string) => {
    const seen = await examineFile(() => piecesOf(content), { name: 'x.csv', ...(timeZone && { timeZone }) });
    if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error('nothing was proposed');
    return { mapping: seen.proposal.mapping, outcome: seen.outcome! };
  };
  const said = (decisions: readonly { about: string; sure: string }[], about: string) =>
    decisions.filter((decision) => decision.about === about).map(({ sure }) => sure);

  test('days that could be meant either way', async () => {
    const rows = ['03/04/2026 10:00', '05/06/2026 10:00']
      .map((at, index) => `p-${index},c-1,${at},5`)
      .join('\n');
    const { mapping, outcome } = await propose(`Id,Client,Timestamp,Pain\n${rows}\n`, TIME_ZONE);
    expect(mapping.dateOrder).toBeUndefined();
    expect(said(mapping.decisions, 'dateOrder')).toEqual(['undecided']);
    expect(outcome.groups.groups).toMatchObject([
      { code: 'ambiguous-date', rows: 2, first: [{ line: 2 }, { line: 3 }] },
    ]);
  });

  test('times without an offset and no zone', async () => {
    const { mapping, outcome } = await propose('Id,Client,Timestamp,Pain\np-1,c-1,2026-08-03 10:00,5\n');
    expect(said(mapping.decisions, 'timeZone')).toEqual(['undecided']);
    expect(outcome.groups.groups).toMatchObject([{ code: 'instant-without-offset', rows: 1 }]);
  });

  test('a line of 100 mm is never read as 0 to 10', async () => {
    const rows = ['72', '55', '8', '31'].map((pain, day) => `p-${day},c-1,2026-08-0${day + 1} 10:00,${pain}`);
    const { mapping, outcome } = await propose(`Id,Client,Timestamp,VAS\n${rows.join('\n')}\n`, TIME_ZONE);
    expect(mapping.records[0]?.fields['pain']).toMatchObject({
      score: { form: 'mm-of-100', rounding: 'refuse-parts' },
    });
    expect(outcome).toMatchObject({ records: {}, refused: 4 });
  });

  test('millimetres are kept as they are where a mapping says so, and are no pain from 0 to 10', async () => {
    const rows = ['72', '55', '8', '101'].map((mm, day) => `p-${day},c-1,2026-08-0${day + 1} 10:00,${mm}`);
    const content = `Id,Client,Timestamp,VAS\n${rows.join('\n')}\n`;
    const { mapping } = await propose(content, TIME_ZONE);
    const { scoreId, pain: _pain, ...who } = mapping.records[0]!.fields;
    const kept = {
      ...mapping,
      records: [
        {
          type: 'measurement' as const,
          fields: {
            ...{ measurementId: scoreId!, ...who },
            ...{ measure: { constant: 'pain-vas' }, value: { column: 'VAS' } },
          },
        },
      ],
    };
    const { items } = await mapped(content, kept);
    const records = recordsOf(items) as { type: string; measure?: string; value?: number }[];
    expect(records.map(({ type, measure, value }) => [type, measure, value])).toEqual([
      ['measurement', 'pain-vas', 72],
      ['measurement', 'pain-vas', 55],
      ['measurement', 'pain-vas', 8],
    ]);
    expect(refusalsOf(items)).toHaveLength(1);
  });

  test('words for pain wait for their numbers', async () => {
    const { mapping, outcome } = await propose(
      'Id,Client,Timestamp,Pain\np-1,c-1,2026-08-03 10:00,mild\n',
      TIME_ZONE,
    );
    expect(said(mapping.decisions, 'Pain')).toEqual(['undecided']);
    expect(outcome.tally.unknownWords.size).toBe(1);
  });

  test('a file without anything of ours says what is missing', async () => {
    const seen = await examineFile(() => piecesOf('Invoice,Amount\n1,20.00\n'), { name: 'x.csv' });
    expect(
      'proposal' in seen && 'undecided' in seen.proposal && seen.proposal.undecided.length,
    ).toBeGreaterThan(0);
  });
});
