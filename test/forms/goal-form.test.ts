import { describe, expect, it } from 'vitest';
import { type GoalFormKind, heldGoal, newGoal } from '../../shared/forms/goal-draft.ts';
import { goalRecord } from '../../shared/forms/goal-record.ts';
import { measurementRecord } from '../../shared/forms/measurement-form.ts';
import { heldScore, scoreRecord, sentScore } from '../../shared/forms/score-form.ts';
import { codeOfWords } from '../../shared/forms/typed.ts';
import type { Goal } from '../../shared/records/goal.ts';
import type { Measurement } from '../../shared/records/measurement.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { painGoal } from '../goals/goals-of-client.ts';
import { score } from '../outcomes/client-records.ts';

const ids = { clinicId: 'riverside', clientId: 'c-1' };
const opened = (kind: GoalFormKind, part: object = {}) => ({
  ...newGoal(kind, { goalId: 'g-1', therapistId: 't-1', today: '2026-08-03', latestPain: 7 }),
  ...part,
});

describe("a goal's form", () => {
  it('opens with what everybody sets: pain 7 to 3 in six weeks, the top shelf, recovery a fifth shorter', () => {
    expect(goalRecord(opened('pain'), ids)).toMatchObject({
      record: { kind: 'pain', measure: 'pain', unit: 'score', baseline: 7, target: 3, dueOn: '2026-09-14' },
    });
    expect(goalRecord(opened('task'), ids)).toMatchObject({
      record: {
        kind: 'mobility',
        measure: 'task:reach-the-top-shelf',
        unit: 'yes-no',
        baseline: 0,
        target: 1,
      },
    });
    expect(goalRecord(opened('recovery', { baseline: '40' }), ids)).toMatchObject({
      record: { measure: 'recovery-hours', baseline: 40, targetChangePercent: -20, dueOn: '2026-10-03' },
    });
    expect(
      goalRecord(opened('activity', { what: 'Carry shopping', baseline: '4', target: '8' }), ids),
    ).toMatchObject({
      record: { kind: 'function', measure: 'psfs:carry-shopping', unit: 'score', baseline: 4, target: 8 },
    });
  });

  it.each([
    [opened('pain', { target: '7' }), 'target'],
    [opened('pain', { baseline: '' }), 'baseline'],
    [opened('activity', { what: '!!', baseline: '4', target: '8' }), 'what'],
    [opened('recovery', { baseline: '40', target: 'less' }), 'target'],
    [opened('pain', { dueOn: '2026-08-01' }), 'dueOn'],
    [opened('task', { startsOn: 'soon' }), 'startsOn'],
  ])('names the field that is wrong: %j', (draft, field) => {
    const { errors } = goalRecord(draft, ids) as { errors: { field: string }[] };
    expect(errors.map((error) => error.field)).toContain(field);
  });

  it('that is opened for a held goal and sent unchanged reports the same goal', () => {
    const levels = { '-2': 7, '-1': 5, '0': 3, '1': 2, '2': 0 };
    const held = { ...painGoal(), weight: 2, levels, bodyRegion: 'low-back' } as Held<Goal>;
    const { record } = goalRecord(heldGoal(held), { ...ids, held }) as { record: object };
    const { recordedAt: _recordedAt, ...rest } = held;
    expect(record).toEqual({ ...rest, ...ids });
  });
});

describe("a measurement's form", () => {
  const goal = { ...painGoal(), measure: 'task:reach-top-shelf', unit: 'yes-no' } as Held<Goal>;
  const clock = { timeZone: 'America/Chicago' };
  const context = { ...ids, goal, clock, now: new Date('2026-08-03T15:00:00Z') };

  it('reports a value on the scale of its goal, and nothing beyond it', () => {
    const draft = { measurementId: 'm-1', value: '1' };
    expect(measurementRecord(draft, context)).toMatchObject({ record: { value: 1, goalId: goal.goalId } });
    for (const value of ['2', '', 'yes', '0.5']) {
      expect(measurementRecord({ ...draft, value }, context)).toEqual({
        errors: [{ field: 'value', message: 'Expected a whole number from 0 to 1.' }],
      });
    }
  });

  it('is of when it was sent first, unless it is corrected', () => {
    const at = '2026-08-01T09:30:45-05:00';
    const { goalId } = goal;
    const held: Held<Measurement> = {
      ...{ type: 'measurement', measurementId: 'm-1', goalId, at, value: 0, recordedAt: at },
    };
    const told = { date: '2026-08-01', time: '09:30' };
    const sent = (draft: object) =>
      measurementRecord({ measurementId: 'm-1', value: '1', ...draft }, { ...context, held });
    expect(measurementRecord({ measurementId: 'm-2', value: '1' }, context)).toMatchObject({
      record: { at: '2026-08-03T10:00:00-05:00' },
    });
    expect(sent({}), 'the same form twice').toMatchObject({ record: { at, value: 1 } });
    expect(sent({ told }), 'to the second').toMatchObject({ record: { at } });
    expect(sent({ told: { ...told, time: '11:00' } })).toMatchObject({
      record: { at: '2026-08-01T11:00:00-05:00' },
    });
    expect(sent({ told: { ...told, time: '' } })).toMatchObject({ errors: [{ field: 'time' }] });
  });
});

describe("the form of a journal's entry", () => {
  const held = score({
    at: '2026-08-01T09:30:45-05:00',
    pain: 3,
    window: 'past-24-hours',
    bodyRegion: 'neck',
  });
  const context = { ...ids, clock: { timeZone: 'America/Chicago' }, held };
  const sent = (fields: Record<string, string>) => scoreRecord(sentScore(fields), context);

  it('that is sent unchanged reports the same entry', () => {
    const checked = scoreRecord(heldScore(held), context) as { record: object };
    const { recordedAt: _recordedAt, ...rest } = held;
    expect(checked.record).toEqual({ ...rest, ...ids });
  });

  it('corrects what was felt and when, and leaves the rest', () => {
    expect(sent({ pain: '', soreness: '2', date: '2026-07-31', time: '20:00' })).toEqual({
      record: {
        ...{ ...ids, type: 'pain-score', scoreId: held.scoreId, at: '2026-07-31T20:00:00-05:00' },
        ...{ soreness: 2, window: 'past-24-hours', bodyRegion: 'neck' },
      },
    });
  });

  it.each([
    [{ pain: '11', date: '2026-08-01', time: '09:30' }, 'pain'],
    [{ date: '2026-08-01', time: '09:30' }, 'pain'],
    [{ pain: '3', date: 'yesterday', time: '09:30' }, 'time'],
  ])('says what is wrong with %j at its field', (fields, field) => {
    expect(sent(fields as Record<string, string>)).toMatchObject({ errors: [{ field }] });
  });
});

it.each([
  ['Reach the top shelf', 'reach-the-top-shelf'],
  ['  Subir  Escadas à tarde! ', 'subir-escadas-a-tarde'],
  ['…', ''],
  [`${'a'.repeat(63)} b`, 'a'.repeat(63)],
])('%j as a code is %j', (words, code) => {
  expect(codeOfWords(words)).toBe(code);
});
