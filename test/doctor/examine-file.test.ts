import { describe, expect, test } from 'vitest';
import { examineFile, type Outcome, tryMapping } from '../../shared/doctor/examine-file.ts';
import type { Mapping } from '../../shared/mapping/mapping.ts';
import { piecesOf } from '../mapping/mapped.ts';

const examine = (content: string | Uint8Array, name = 'x') =>
  examineFile(() => piecesOf(content, 4096), { name });
const SCORE = {
  type: 'pain-score',
  clinicId: 'c',
  scoreId: 'p-1',
  clientId: 'a',
  at: '2026-08-03T10:00:00Z',
  pain: 3,
};

describe('what needs no mapping is told', () => {
  test('records of our own, a line each, with a clinic or without', async () => {
    const lines = [SCORE, { ...SCORE, scoreId: 'p-2', pain: 7.5 }].map((record) => JSON.stringify(record));
    const seen = await examine(`${lines.join('\n')}\n`);
    expect(seen).toMatchObject({ own: 'lines', outcome: { records: { 'pain-score': 1 }, refused: 1 } });
    const { clinicId: _, ...unnamed } = SCORE;
    expect(await examine(JSON.stringify(unnamed))).toMatchObject({ outcome: { refused: 0 } });
  });

  test('the same in one list, with what to do', async () => {
    const seen = await examine(JSON.stringify([SCORE], null, 2));
    expect(seen).toMatchObject({ unreadable: { reason: expect.stringContaining('one a line') } });
  });

  test('FHIR', async () => {
    const patient = { resourceType: 'Patient', id: 'a' };
    expect(await examine(JSON.stringify(patient))).toMatchObject({ fhir: 'lines', outcome: { refused: 0 } });
  });
});

test('a small score beside large ones is of the large scale too', async () => {
  const rows = ['s-1,72,35', 's-2,55,10', 's-3,8,3'].map((row, day) => {
    const [id, before, after] = row.split(',');
    return `${id},c-1,t-1,2026-08-1${day}T09:00:00Z,2026-08-1${day}T10:00:00Z,neck-pain,deep-tissue:40,${before},${after}`;
  });
  const header = 'sessionId,clientId,therapistId,startedAt,endedAt,complaint,techniques,painBefore,painAfter';
  const seen = await examine(`${header}\n${rows.join('\n')}\n`);
  expect(seen).toMatchObject({ outcome: { records: {}, refused: 3 } });
});

describe('files of our own columns, as spreadsheets leave them', () => {
  const HEADER = 'scoreId,clientId,at,pain';
  const row = (id: string, at: string, pain: string) => `${id},c-1,${at},${pain}`;

  test('columns that are not ours are named and left out; codes and spellings are read', async () => {
    const rows = [row('p-1', '2026-08-10 09:00:00-05:00', '99'), row('p-2', '2026-08-10t14:00:00z', '7.0')];
    const seen = await examine(
      `sep=,\n${HEADER},Invoice,soreness\n${rows.map((line, index) => `${line},x,${index}`).join('\n')}\n,,,,,\n`,
    );
    if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error('nothing was proposed');
    expect(seen.proposal.mapping.leftOut).toEqual(['Invoice']);
    expect(seen.outcome).toMatchObject({ records: { 'pain-score': 2 }, refused: 0 });
  });

  test('an id that a spreadsheet has rewritten is refused, and shown', async () => {
    const seen = await examine(`${HEADER}\np-1,1.23457E+17,2026-08-10T09:00:00Z,5\n`);
    expect('outcome' in seen && seen.outcome?.groups.groups).toMatchObject([
      { path: 'clientId', first: [{ line: 2, found: '1.23457E+17' }] },
    ]);
  });

  test('an invisible character in an id is shown', async () => {
    const seen = await examine(`${HEADER}\np-1,c\u200B-1,2026-08-10T09:00:00Z,5\n`);
    expect('outcome' in seen && seen.outcome?.groups.groups).toMatchObject([
      { path: 'clientId', first: [{ line: 2, found: 'c⟨U+200B⟩-1' }] },
    ]);
  });
});

describe('times are judged as an import judges them', () => {
  const score = (id: string, at: string, recordedAt: string) =>
    `${JSON.stringify({ type: 'pain-score', scoreId: id, clientId: 'c-1', at, pain: 3, recordedAt })}\n`;
  const LINES =
    score('s-1', '2026-08-11T12:00:00-05:00', '2026-08-11T12:01:00-05:00') +
    score('s-2', '2026-08-11T12:00:00-05:00', '2027-08-11T12:01:00-05:00') +
    score('s-3', '2062-08-11T12:00:00-05:00', '2026-08-11T12:01:00-05:00');
  const arrivedAt = '2026-08-20T12:00:00Z';

  test('records of ours that are recorded ahead or take place after tomorrow are refused', async () => {
    const seen = await examineFile(() => piecesOf(LINES, 4096), { name: 'a.ndjson', arrivedAt });
    const { outcome } = seen as { outcome: Outcome };
    expect(outcome).toMatchObject({ records: { 'pain-score': 1 }, refused: 2 });
    expect(outcome.groups.groups.map(({ code, path }) => `${code} ${path}`)).toEqual(
      expect.arrayContaining(['clock.ahead recordedAt', 'out-of-range at']),
    );
  });

  test('rows of a table by a mapping too, which are then not written', async () => {
    const table = 'Client ID,Date,Pain\nc-1,2026-08-11 10:00,3\nc-2,2062-08-11 10:00,4\n';
    const known = { name: 'a.csv', timeZone: 'America/Chicago', arrivedAt };
    const seen = await examineFile(() => piecesOf(table, 4096), known);
    expect(seen).toMatchObject({ outcome: { records: { 'pain-score': 1 }, refused: 1 } });
    const { mapping } = (seen as unknown as { proposal: { mapping: Mapping } }).proposal;
    const given: string[] = [];
    const options = { clinicId: 'c', arrivedAt };
    await tryMapping(
      () => piecesOf(table, 4096),
      mapping,
      options,
      (item) => {
        given.push('record' in item ? 'record' : 'refusal');
      },
    );
    expect(given).toEqual(['record', 'refusal']);
  });
});
