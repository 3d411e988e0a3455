import { describe, expect, test } from 'vitest';
import { CSV_COLUMNS } from '../../../shared/records/files/csv-columns.ts';
import { rowReader } from '../../../shared/records/files/csv-row.ts';
import type { RecordType } from '../../../shared/records/record.ts';
import { contractExamples } from '../contract-examples.ts';

/** Reads one row that is given by column. */
function readRow(cells: Record<string, string>, fileType?: RecordType) {
  return rowReader(Object.keys(cells), fileType)(Object.values(cells));
}

describe('a row', () => {
  test('becomes the session of the contract', () => {
    const { input, problems } = readRow(
      {
        clinicId: 'riverside',
        sessionId: 's-0001',
        clientId: 'c-001',
        therapistId: 't-01',
        startedAt: '2026-08-03T10:00:00-05:00',
        endedAt: '2026-08-03T11:15:00-05:00',
        complaint: 'chronic-low-back-pain',
        techniques: 'deep-tissue:45@low-back/firm;trigger-point-therapy:20@low-back',
        painBefore: '7',
        painAfter: '4',
        'phases.intake': '8',
        'phases.assessment': '7',
        'phases.preparation': '5',
        'phases.hands-on': '65',
        'phases.post-treatment': '5',
        'phases.aftercare': '8',
        assessments: 'posture;movement;history',
        rangeOfMotion: 'shoulder-flexion@left:120>135',
        referral: 'physician',
        aftercare: 'hydration;stretching',
        recordedAt: '2026-08-03T11:20:00-05:00',
      },
      'session',
    );
    expect(problems).toEqual([]);
    expect(input).toEqual(contractExamples().session);
  });

  test('becomes the goal of the contract, its type in a column', () => {
    const { levels, ...goal } = contractExamples().goal;
    const cells = Object.entries(goal).map(([name, value]) => [name, String(value)]);
    const levelCells = Object.entries(levels).map(([name, value]) => [`levels.${name}`, String(value)]);
    const { input } = readRow(Object.fromEntries([...levelCells, ...cells]));
    expect(input).toEqual(contractExamples().goal);
  });

  test.each(['painScore', 'measurement', 'consent', 'deletion', 'erasure', 'move', 'merge'] as const)(
    'becomes the %s of the contract',
    (name) => {
      const cells = Object.entries(contractExamples()[name]).map(([field, value]) => [field, String(value)]);
      expect(readRow(Object.fromEntries(cells))).toEqual({ input: contractExamples()[name], problems: [] });
    },
  );

  test('leaves out what is empty, down to the whole object', () => {
    const cells = { sessionId: 's-1', painBefore: '', 'phases.intake': '', assessments: '', type: '' };
    expect(readRow(cells, 'session').input).toEqual({ type: 'session', sessionId: 's-1' });
  });

  test.each([
    ['7', 7],
    ['7.5', 7.5],
    ['0', 0],
    ['11', 11],
    ['7/10', '7/10'],
    [' 7', ' 7'],
    ['7,5', '7,5'],
    ['1e1', '1e1'],
  ])('reads the score "%s" as %j', (text, value) => {
    expect(readRow({ painBefore: text }, 'session').input['painBefore']).toBe(value);
  });

  test.each([
    ['true', true],
    ['false', false],
    ['TRUE', 'TRUE'],
    ['yes', 'yes'],
    ['1', '1'],
  ])('reads the consent "%s" as %j', (text, value) => {
    expect(readRow({ partnerReports: text }, 'consent').input['partnerReports']).toBe(value);
  });

  test('keeps ids as text, however long and with leading zeros', () => {
    const { input } = readRow({ sessionId: '00012345678901234567', clientId: '007' }, 'session');
    expect(input).toEqual({ type: 'session', sessionId: '00012345678901234567', clientId: '007' });
  });

  test.each([
    ['sports:30', [{ technique: 'sports', minutes: 30 }]],
    ['sports:30/firm', [{ technique: 'sports', minutes: 30, pressure: 'firm' }]],
    ['sports:12.5@neck', [{ technique: 'sports', minutes: 12.5, bodyRegion: 'neck' }]],
    [
      'other=hot-stone:30@neck/firm',
      [{ technique: 'other', own: 'hot-stone', minutes: 30, bodyRegion: 'neck', pressure: 'firm' }],
    ],
    ['sports:half', [{ technique: 'sports', minutes: 'half' }]],
  ])('reads the techniques %s', (text, entries) => {
    const { input, problems } = readRow({ techniques: text }, 'session');
    expect(problems).toEqual([]);
    expect(input['techniques']).toEqual(entries);
  });

  test.each([
    ['sports:30;deep-tissue', 1],
    ['sports:30;', 1],
    ['sports;deep-tissue:5', 0],
    ['sports:', 0],
    [':30', 0],
    ['sports:30@', 0],
    ['sports:30/', 0],
    ['sports:30/firm@neck', 0],
    ['sports:30@neck@back', 0],
    ['sports:30:5', 0],
    ['other=:30', 0],
    ['other=cupping=hot:30', 0],
    ['=cupping:30', 0],
  ])('refuses the techniques %s at entry %i', (text, index) => {
    expect(readRow({ techniques: text }, 'session').problems).toEqual([
      {
        code: 'malformed-cell',
        path: `techniques[${index}]`,
        message:
          'expected technique[=own]:minutes[@bodyRegion][/pressure], such as "deep-tissue:45@low-back/firm", with ";" only between two of them',
      },
    ]);
  });

  test.each([
    ['flexion:120>135', [{ movement: 'flexion', before: 120, after: 135 }]],
    ['flexion@left:-5>0', [{ movement: 'flexion', side: 'left', before: -5, after: 0 }]],
    ['flexion:120>', [{ movement: 'flexion', before: 120 }]],
    ['flexion:>135', [{ movement: 'flexion', after: 135 }]],
    ['flexion:>', [{ movement: 'flexion' }]],
  ])('reads the range of motion %s', (text, entries) => {
    expect(readRow({ rangeOfMotion: text }, 'session').input['rangeOfMotion']).toEqual(entries);
  });

  test.each(['flexion:120', 'flexion', 'flexion@:120>135', 'flexion:120>130>135', ''.padEnd(1, ';')])(
    'refuses the range of motion %s',
    (text) => {
      expect(readRow({ rangeOfMotion: text }, 'session').problems[0]).toMatchObject({
        code: 'malformed-cell',
        path: 'rangeOfMotion[0]',
      });
    },
  );

  test('of one type keeps the filled columns of another under their own names', () => {
    const cells = {
      type: 'pain-score',
      pain: '3',
      techniques: 'nonsense',
      'levels.-1': '5',
      'phases.intake': '',
    };
    expect(readRow(cells)).toEqual({
      input: { type: 'pain-score', pain: 3, techniques: 'nonsense', 'levels.-1': '5' },
      problems: [],
    });
  });
});

describe('the columns', () => {
  test.each([
    ['session', 'session'],
    ['pain-score', 'painScore'],
    ['goal', 'goal'],
    ['measurement', 'measurement'],
    ['consent', 'consent'],
    ['deletion', 'deletion'],
    ['erasure', 'erasure'],
    ['move', 'move'],
    ['merge', 'merge'],
  ] as const)('of a %s are the fields of its record', (type, name) => {
    const nested = new Set(['phases', 'levels']);
    const fields = Object.entries(contractExamples()[name]).flatMap(([field, value]) =>
      nested.has(field) ? Object.keys(value as object).map((key) => `${field}.${key}`) : [field],
    );
    const others: Partial<Record<string, string[]>> = {
      goal: ['targetChangePercent'],
      measurement: ['measure'],
      merge: ['undo'],
    };
    const optional = others[type] ?? [];
    expect(Object.keys(CSV_COLUMNS[type]).toSorted()).toEqual([...fields, ...optional].toSorted());
  });
});
