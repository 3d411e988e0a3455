import { expect, test } from 'vitest';
import { refusalTable } from '../../../shared/reports/terminal/refusal-table.ts';

const DECIMAL = {
  line: 77,
  type: 'session' as const,
  id: 'r-s-91',
  code: 'not-an-integer',
  path: 'painBefore',
  message: 'expected a whole number from 0 to 10, not a decimal; scores are never rounded',
};

test('counts by code, then file, line, id, field and sentence', () => {
  const text = refusalTable(
    [
      {
        file: 'riverside/sessions.csv',
        counts: { 'not-an-integer': 2, 'out-of-range': 1 },
        first: [
          { ...DECIMAL, line: 90, id: 'r-s-92', code: 'out-of-range' },
          { ...DECIMAL, found: '7.5' },
          { ...DECIMAL, line: 95 },
        ],
      },
      {
        file: 'harbour/journal.ndjson',
        counts: { 'invalid-json': 1 },
        first: [
          {
            line: 9,
            code: 'invalid-json',
            path: '',
            message: 'expected one complete JSON object on this line',
          },
        ],
      },
      { file: 'harbour/consents.ndjson', counts: {}, first: [] },
    ],
    2,
  );
  expect(text.split('\n')).toEqual([
    'What was refused, and why',
    '=========================',
    '',
    'Code            Rows',
    '--------------  ----',
    'not-an-integer     2',
    'invalid-json       1',
    'out-of-range       1',
    'together           4',
    '',
    'harbour/journal.ndjson:9  invalid-json: expected one complete JSON object on this line',
    '',
    'riverside/sessions.csv:77  r-s-91  painBefore: expected a whole number from 0 to 10, not a',
    '    decimal; scores are never rounded (found: 7.5)',
    'riverside/sessions.csv:90  r-s-92  painBefore: expected a whole number from 0 to 10, not a',
    '    decimal; scores are never rounded',
    'riverside/sessions.csv: 1 more',
  ]);
});

test('a file that broke says where', () => {
  const stoppedAt = { line: 1, reason: 'the column "name" is not part of this record' };
  expect(refusalTable([{ file: 'my.csv', counts: {}, first: [], stoppedAt }], 5)).toContain(
    'my.csv:1  nothing from here on was read: the column "name" is not part of this record',
  );
});

test('several problems of one row are told as a number', () => {
  const also = [{ code: 'wrong-type', path: 'painAfter', message: 'expected a number' }];
  expect(
    refusalTable(
      [{ file: 'my.csv', counts: { 'not-an-integer': 1 }, first: [{ ...DECIMAL, also }] }],
      5,
    ).replace(/\n +/g, ' '),
  ).toContain('(and 1 more in this row)');
});

test('the parts of one file stand together', () => {
  const part = { file: 'chain.csv', counts: { 'not-an-integer': 1 } };
  const text = refusalTable(
    [
      { ...part, first: [DECIMAL], stoppedAt: { line: 99, reason: 'a quote is never closed' } },
      {
        ...part,
        first: [{ ...DECIMAL, line: 12 }],
        stoppedAt: { line: 99, reason: 'a quote is never closed' },
      },
    ],
    5,
  );
  expect(text.match(/chain\.csv:\d+/g)).toEqual(['chain.csv:12', 'chain.csv:77', 'chain.csv:99']);
  expect(text).toMatch(/together +2/);
});

test('nothing refused', () => {
  expect(refusalTable([{ file: 'my.csv', counts: {}, first: [] }], 5)).toContain(
    'Nothing: every row was taken in.',
  );
});
