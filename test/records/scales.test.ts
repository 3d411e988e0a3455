import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRecord } from '../../shared/records/record.ts';
import { INSTRUMENT_NAMES, INSTRUMENTS, isOnScale, scaleOf } from '../../shared/records/scales.ts';

const measurement = (fields: object) => ({
  type: 'measurement',
  clinicId: 'riverside',
  measurementId: 'm-1',
  clientId: 'c-1',
  at: '2026-08-20T09:00:00-05:00',
  recordedAt: '2026-08-20T09:01:00-05:00',
  ...fields,
});
const refusalsOf = (record: object) => {
  const parsed = parseRecord(record);
  return 'refusals' in parsed ? parsed.refusals.map(({ code, path }) => `${code} ${path}`) : [];
};

describe('the catalogue of scales', () => {
  // Ends of the scales and smallest changes that matter, from the sources that the catalogue cites.
  it.each([
    ['pain-vas', 0, 100, 15],
    ['odi', 0, 100, 10],
    ['ndi', 0, 50, 10],
    ['promis-pain-interference', 10, 90, 3.5],
  ] as const)('%s goes from %d to %d, less is better, and %d matters', (name, low, high, mcid) => {
    expect(INSTRUMENTS[name]).toMatchObject({ low, high, better: 'lower', mcid: { value: mcid } });
    expect(INSTRUMENTS[name].mcid.source).toMatch(/\d{4}/);
  });

  it.each([
    ['pain-vas', 34, true],
    ['pain-vas', 34.5, false],
    ['odi', 44.44, true],
    ['promis-pain-interference', 55.2, true],
    ['promis-pain-interference', 55.25, false],
    ['pain', 7, true],
    ['pain', 7.5, false],
    ['psfs:running', 7.5, true],
  ])('%s can be %d: %s', (measure, value, expected) => {
    expect(isOnScale(value, scaleOf(measure))).toBe(expected);
  });

  it('takes every tenth of a T score, however it is held', () => {
    const scale = INSTRUMENTS['promis-pain-interference'];
    fc.assert(fc.property(fc.integer({ min: 100, max: 900 }), (tenths) => isOnScale(tenths / 10, scale)));
  });
});

describe('the score of an instrument', () => {
  it.each(INSTRUMENT_NAMES)('%s is a measurement that names it', (measure) => {
    expect(refusalsOf(measurement({ measure, value: 20 }))).toEqual([]);
  });

  it('is refused beyond its scale, and neither without nor with both a goal and an instrument', () => {
    expect(refusalsOf(measurement({ measure: 'ndi', value: 51 }))).toEqual(['out-of-range value']);
    expect(refusalsOf(measurement({ measure: 'pain-vas', value: 3.4 }))).toEqual(['out-of-range value']);
    expect(refusalsOf(measurement({ value: 20 }))).toEqual(['inconsistent goalId']);
    expect(refusalsOf(measurement({ goalId: 'g-1', measure: 'odi', value: 20 }))).toEqual([
      'inconsistent measure',
    ]);
    expect(refusalsOf(measurement({ measure: 'lefs', value: 20 }))).toEqual(['unknown-code measure']);
  });
});

describe('a goal on the scale of an instrument', () => {
  const goal = (fields: object) => ({
    ...{ type: 'goal', clinicId: 'riverside', goalId: 'g-1', clientId: 'c-1', therapistId: 't-1' },
    ...{ kind: 'function', measure: 'odi', unit: 'percent', baseline: 40, target: 20 },
    ...{ startsOn: '2026-08-03', dueOn: '2026-09-14', recordedAt: '2026-08-03T11:25:00-05:00' },
    ...fields,
  });

  it('is set in its unit, downwards', () => {
    expect(refusalsOf(goal({}))).toEqual([]);
    expect(refusalsOf(goal({ unit: 'score' }))).toEqual(['inconsistent unit']);
    expect(refusalsOf(goal({ kind: 'pain' }))).toEqual(['inconsistent kind']);
    expect(refusalsOf(goal({ target: 60 }))).toEqual(['inconsistent target']);
    expect(refusalsOf(goal({ measure: 'ndi', unit: 'points', baseline: 60 }))).toContain(
      'out-of-range baseline',
    );
  });
});
