import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseScores, type InstrumentScore } from '../../shared/outcomes/course-scores.ts';

const course = { startedAt: '2026-08-03T10:00:00-05:00', lastEndedAt: '2026-09-01T11:00:00-05:00' };
const on = (date: string, value: number, measure: InstrumentScore['measure'] = 'odi') => ({
  ...{ measure, value, at: `${date}T09:00:00-05:00` },
});

describe('courseScores', () => {
  it('takes the latest score before the course and the latest since, and judges by the scale’s own measure', () => {
    const scores = [on('2026-07-20', 46), on('2026-08-03', 40), on('2026-08-20', 34), on('2026-09-20', 30)];
    expect(courseScores(course, scores)).toEqual([
      {
        ...{ measure: 'odi', first: 40, latest: 30, latestAt: '2026-09-20T09:00:00-05:00', change: 10 },
        ...{ mcid: 10, isResponder: true },
      },
    ]);
  });

  it('calls a rise worse where less is better', () => {
    const [score] = courseScores(course, [on('2026-08-03', 20), on('2026-09-20', 44)]);
    expect(score).toMatchObject({ change: -24, isResponder: false });
  });

  it('does not miss a responder by the rounding of decimals', () => {
    const name = 'promis-pain-interference';
    // 64.1 - 60.6 is 3.499999999999993 in binary numbers.
    const [score] = courseScores(course, [on('2026-08-03', 64.1, name), on('2026-09-20', 60.6, name)]);
    expect(score!.change).toBeLessThan(3.5);
    expect(score!.isResponder).toBe(true);
  });

  it('says nothing without a score before, or since, or of other times', () => {
    expect(courseScores(course, [on('2026-08-20', 34)])).toEqual([]);
    expect(courseScores(course, [on('2026-08-03', 34)])).toEqual([]);
    expect(courseScores(course, [on('2026-07-05', 34), on('2026-08-20', 30)])).toEqual([]);
    expect(courseScores(course, [on('2026-08-01', 34), on('2026-10-31', 30)])).toEqual([]);
  });

  it('takes a score of the first day for one before where there is none before', () => {
    const after = { measure: 'odi' as const, value: 38, at: '2026-08-03T12:00:00-05:00' };
    expect(courseScores(course, [after, on('2026-08-20', 30)])).toMatchObject([{ first: 38 }]);
    expect(courseScores(course, [after, on('2026-08-02', 40), on('2026-08-20', 30)])).toMatchObject([
      { first: 40 },
    ]);
  });

  it('never mixes scales, and does not mind the order', () => {
    const scores = [
      ...[on('2026-08-03', 40), on('2026-08-03', 20, 'ndi'), on('2026-08-03', 70, 'pain-vas')],
      ...[on('2026-09-20', 10, 'ndi'), on('2026-09-21', 39)],
    ];
    const expected = [
      { measure: 'odi', first: 40, latest: 39, change: 1, isResponder: false },
      { measure: 'ndi', first: 20, latest: 10, change: 10, isResponder: true },
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(scores, { minLength: scores.length }), (shuffled) => {
        expect(courseScores(course, shuffled)).toMatchObject(expected);
      }),
    );
  });
});
