import { describe, expect, test } from 'vitest';
import { columnsRead } from '../../shared/mapping/mapped-columns-check.ts';
import { parseMapping } from '../../shared/mapping/mapping.ts';
import { ruleText } from '../../shared/mapping/rule-text.ts';
import { mapped, mappingOf, recordsOf, refusalsOf } from './mapped.ts';

const SHOULDER = {
  movement: 'shoulder-flexion',
  side: 'left',
  before: { column: 'Flexion in', missing: ['999'] },
  after: { column: 'Flexion out' },
};
const NECK = { movement: 'cervical-rotation', pair: { column: 'Neck', order: 'before-first' } };
const visits = (rangeOfMotion: object) => ({
  timeZone: 'America/Chicago',
  decimalComma: true,
  records: [
    {
      type: 'session',
      fields: {
        sessionId: { column: 'Id' },
        clientId: { constant: 'c-1' },
        therapistId: { constant: 't-1' },
        startedAt: { column: 'Start' },
        endedAt: { after: 'startedAt', minutes: { constant: 60 } },
        complaint: { constant: 'stress' },
        techniques: { constant: 'relaxation', minutes: 'whole-session' },
        rangeOfMotion,
      },
    },
  ],
});
const MOVEMENTS = { movements: [SHOULDER, NECK] };

const read = async (flexionIn: string, flexionOut: string, neck: string) => {
  const { items } = await mapped(
    `Id;Start;Flexion in;Flexion out;Neck\ns-1;2026-08-03 10:00;${flexionIn};${flexionOut};"${neck}"\n`,
    mappingOf(visits(MOVEMENTS)),
  );
  return {
    refusals: refusalsOf(items),
    motion: recordsOf(items).map((record) => 'rangeOfMotion' in record && record.rangeOfMotion),
  };
};

describe('range of motion from columns of degrees', () => {
  test.each([
    ['120', '135', '50/65'],
    ['120°', '135 deg', '50° → 65°'],
    ['120.0', '135 degrees', '50 -> 65'],
  ])('%s, %s and %s', async (before, after, pair) => {
    expect(await read(before, after, pair)).toEqual({
      refusals: [],
      motion: [
        [
          { movement: 'shoulder-flexion', side: 'left', before: 120, after: 135 },
          { movement: 'cervical-rotation', before: 50, after: 65 },
        ],
      ],
    });
  });

  test('what was not measured is absent, and never 0; 0 degrees are', async () => {
    expect((await read('999', '', '50/-')).motion).toEqual([[{ movement: 'cervical-rotation', before: 50 }]]);
    expect((await read('', '0', '')).motion).toEqual([
      [{ movement: 'shoulder-flexion', side: 'left', after: 0 }],
    ]);
    expect((await read('-5', '2,5', '-/-')).motion).toEqual([
      [{ movement: 'shoulder-flexion', side: 'left', before: -5, after: 2.5 }],
    ]);
    expect((await read('', '', '')).motion).toEqual([false]);
  });

  test.each([
    ['full', '', '', 'expected degrees in "Flexion in", such as 120 or 120°'],
    ['120-130', '', '', 'expected one number of degrees in "Flexion in"; of a range nobody knows'],
    ['', '', '50', 'expected two numbers of degrees in "Neck", such as 120/135'],
    ['', '', '50/full', 'expected degrees in "Neck"'],
    ['400', '', '', 'expected a number from -360 to 360'],
  ])('%s, %s, %s are refused', async (before, after, pair, message) => {
    const { refusals, motion } = await read(before, after, pair);
    expect(motion).toEqual([]);
    expect(refusals).toMatchObject([
      { path: expect.stringMatching(/^rangeOfMotion/), message: expect.stringContaining(message) },
    ]);
  });

  test('its columns are read ones, and it is told in words', () => {
    expect(columnsRead(mappingOf(visits(MOVEMENTS)))).toEqual([
      'Id',
      'Start',
      'Flexion in',
      'Flexion out',
      'Neck',
    ]);
    expect(ruleText(MOVEMENTS)).toBe(
      'shoulder-flexion left: "Flexion in" before, "Flexion out" after; cervical-rotation: "Neck" (pair, before-first)',
    );
  });

  test.each([
    { movements: [] },
    { movements: [{ movement: 'shoulder-flexion' }] },
    { movements: [{ movement: 'Shoulder flexion', before: { column: 'A' } }] },
    { movements: [{ ...NECK, before: { column: 'A' } }] },
    { movements: [{ movement: 'neck', pair: { column: 'A' } }] },
  ])('%j is no rule', (rule) => {
    const parsed = parseMapping({
      mappingVersion: 1,
      source: { system: 'a test', report: 'rows' },
      ...visits(rule),
    });
    expect('faults' in parsed && parsed.faults).toEqual([
      expect.stringMatching(/^records\.0\.fields\.rangeOfMotion: expected a rule for movements: /),
    ]);
  });
});
