import { describe, expect, test } from 'vitest';
import { targetValue } from '../../shared/records/goal.ts';
import { parseRecord } from '../../shared/records/record.ts';
import { contractExamples } from './contract-examples.ts';
import { refusalsOf, without } from './refusals-of.ts';

const goal = () => contractExamples().goal;
/** A goal of another kind: the pain goal without what only fits pain. */
const other = (fields: object) => {
  const { levels: _levels, bodyRegion: _region, ...rest } = goal();
  return { ...rest, ...fields };
};
const recovery = {
  kind: 'performance',
  measure: 'recovery-hours',
  unit: 'hours',
  baseline: 48,
  target: undefined,
  targetChangePercent: -20,
};

describe('a goal', () => {
  test('is taken as the contract has it', () => {
    expect(parseRecord(goal())).toEqual({ record: goal() });
  });

  test('weighs 1 unless it says otherwise, and needs no levels', () => {
    const { levels: _levels, weight: _weight, ...plain } = goal();
    expect(parseRecord(plain)).toEqual({ record: { ...plain, weight: 1 } });
  });

  test.each([
    {
      kind: 'mobility',
      measure: 'range-of-motion:shoulder-flexion',
      unit: 'degrees',
      baseline: 120,
      target: 160.5,
    },
    { kind: 'mobility', measure: 'task:reach-top-shelf', unit: 'yes-no', baseline: 0, target: 1 },
    { kind: 'function', measure: 'psfs:lifting', unit: 'score', baseline: 3.5, target: 8 },
    { kind: 'performance', measure: 'recovery-hours', unit: 'hours', baseline: 48, target: 38 },
    recovery,
  ])('may be of the kind $kind with the measure $measure', (fields) => {
    expect(refusalsOf(JSON.parse(JSON.stringify(other(fields))))).toEqual([]);
  });

  test('may give its target as a change in percent', () => {
    expect(targetValue({ baseline: 48, targetChangePercent: -25 })).toBe(36);
    expect(targetValue({ baseline: 7, target: 3 })).toBe(3);
  });

  test.each([
    [{ measure: 'psfs:lifting' }, 'kind', 'expected kind "function" for this measure'],
    [{ unit: 'degrees' }, 'unit', 'expected unit "score" for this measure'],
    [{ target: 7 }, 'target', 'expected a target other than the baseline'],
    [{ target: undefined }, 'target', 'expected either target or targetChangePercent'],
    [{ ...recovery, target: 38 }, 'target', 'expected either target or targetChangePercent'],
    [
      { target: undefined, targetChangePercent: -20 },
      'targetChangePercent',
      'expected targetChangePercent only for a performance goal with a baseline above 0',
    ],
    [{ dueOn: '2026-08-03' }, 'dueOn', 'expected a due date after the start date'],
  ])('refuses %j as inconsistent', (fields, path, message) => {
    expect(refusalsOf({ ...goal(), ...fields })).toEqual([{ code: 'inconsistent', path, message }]);
  });

  test.each([
    [{ baseline: 7.5 }, 'baseline', 'expected a whole number from 0 to 10 for this measure'],
    [{ target: 11 }, 'target', 'expected a whole number from 0 to 10 for this measure'],
  ])('refuses %j as off the scale', (fields, path, message) => {
    expect(refusalsOf({ ...goal(), ...fields })).toEqual([{ code: 'out-of-range', path, message }]);
  });

  test.each(['31/04/2026', '2026-04-31', '2026-8-3', '2026-08-03T00:00:00Z'])(
    'refuses the start date %s',
    (startsOn) => {
      const message = 'expected a date that exists, in the form YYYY-MM-DD';
      expect(refusalsOf({ ...goal(), startsOn })).toEqual([
        { code: 'invalid-date', path: 'startsOn', message },
      ]);
    },
  );

  test.each(['weight-loss', 'psfs', 'psfs:', 'task:Reach', 'pain:neck'])(
    'refuses the measure %s',
    (measure) => {
      expect(refusalsOf({ ...goal(), measure })).toEqual([
        {
          code: 'invalid-format',
          path: 'measure',
          message:
            'expected "pain", "range-of-motion:<movement>", "task:<name>", "psfs:<activity>", "recovery-hours" or an instrument (pain-vas, odi, ndi, promis-pain-interference)',
        },
      ]);
    },
  );

  test.each(['-3', '3', 'x'])('refuses the level %s', (level) => {
    expect(refusalsOf({ ...goal(), levels: { ...goal().levels, [level]: 1 } })).toMatchObject([
      { code: 'unknown-field', path: `levels.${level}` },
    ]);
  });

  test('names a field once, with the first that is wrong with it', () => {
    const refusals = refusalsOf({ ...goal(), target: 11, targetChangePercent: -20 });
    expect(refusals.map(({ code, path }) => `${path} ${code}`)).toEqual([
      'target out-of-range',
      'targetChangePercent inconsistent',
    ]);
  });

  test('refuses levels that are not an object', () => {
    expect(refusalsOf({ ...goal(), levels: [7, 5, 3, 2, 0] })).toEqual([
      {
        code: 'wrong-type',
        path: 'levels',
        message: 'expected an object with the values of all levels from -2 to 2',
      },
    ]);
  });

  test('needs all five levels or none', () => {
    expect(refusalsOf({ ...goal(), levels: without(goal().levels, '-1') })).toMatchObject([
      { code: 'missing-field', path: 'levels.-1' },
    ]);
  });
});
