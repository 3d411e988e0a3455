import { describe, expect, test } from 'vitest';
import { goalProgress } from '../../../shared/goals/goal-progress.ts';
import { goalReport } from '../../../shared/goals/goal-report.ts';
import { svgText } from '../../../shared/pages/parts/svg-text.ts';
import type { Goal } from '../../../shared/records/goal.ts';
import type { PainScore } from '../../../shared/records/pain-score.ts';
import type { Held } from '../../../shared/records/versions/held.ts';
import { goalChart } from '../../../shared/reports/charts/goal-chart.ts';
import { journalChart } from '../../../shared/reports/charts/journal-chart.ts';
import type { SvgElement } from '../../../shared/reports/charts/svg-element.ts';

const goal: Held<Goal> = {
  type: 'goal',
  goalId: 'g-9',
  therapistId: 't-01',
  kind: 'pain',
  measure: 'pain',
  unit: 'score',
  baseline: 7,
  target: 3,
  startsOn: '2026-08-03',
  dueOn: '2026-09-14',
  weight: 1,
  recordedAt: '2026-08-03T11:25:00-05:00',
};

/** One score every four days, falling. */
const scores = [7, 6, 6, 5, 5, 4].map((pain, index): Held<PainScore> => {
  const at = `2026-08-${String(3 + 4 * index).padStart(2, '0')}T12:00:00-05:00`;
  return { type: 'pain-score', scoreId: `p-${index}`, at, pain, window: 'now', recordedAt: at };
});

function chartOf(feed: readonly Held<PainScore>[]) {
  const progress = goalProgress({ goal, earlier: [] }, feed);
  return goalChart({ ...goalReport(progress, '2026-08-31'), values: progress.points });
}

/** All elements of a name, wherever they are. */
function all(element: SvgElement, tagName: string): SvgElement[] {
  const below = element.children.flatMap((child) => all(child, tagName));
  return element.tagName === tagName ? [element, ...below] : below;
}
const textsIn = (element: SvgElement) => all(element, 'text').map(({ textContent }) => textContent);

/** Of Plot's texts, where a drawing says nothing else. */
const PIXELS_OF_EM = 10;

/** How far down a text is drawn, in pixels. */
function heightOf(element: SvgElement, text: string, from = 0): number | undefined {
  const moved = /translate\([^,]+,([^)]+)\)/.exec(element.getAttribute('transform') ?? '')?.[1] ?? 0;
  const at = from + Number(moved);
  if (element.tagName === 'text' && element.textContent === text) {
    const below = element.getAttribute('y') ?? '0';
    return at + Number.parseFloat(below) * (below.endsWith('em') ? PIXELS_OF_EM : 1);
  }
  return element.children.map((child) => heightOf(child, text, at)).find((height) => height !== undefined);
}

describe("a goal's chart", () => {
  test('has a dot for each value, the way to the target, and the projection with its band', () => {
    const { drawing } = chartOf(scores);
    expect(all(drawing, 'circle')).toHaveLength(scores.length);
    const text = svgText(drawing);
    expect(text).toContain('stroke-dasharray="5 3"');
    expect(text).toContain('class="band"');
    expect(textsIn(drawing)).toContain('target');
  });

  test('says what its numbers are, and marks the due date and the day as of which it stands', () => {
    const texts = textsIn(chartOf(scores).drawing);
    expect(texts).toEqual(expect.arrayContaining(['pain, 0 none to 10 worst', 'due', 'as of', '3 Aug']));
  });

  test('names the target below the due date where it is above the baseline, so that neither covers the other', () => {
    const heights = (target: number) => {
      const progress = goalProgress({ goal: { ...goal, baseline: 2, target }, earlier: [] }, scores);
      const { drawing } = goalChart({ ...goalReport(progress, '2026-08-31'), values: progress.points });
      return ['due', 'target'].map((name) => heightOf(drawing, name));
    };
    for (const target of [3, 5, 7, 10]) {
      const [due, named] = heights(target);
      expect(named! - due!).toBeGreaterThanOrEqual(12);
    }
  });

  test('without a projection claims none', () => {
    const text = svgText(chartOf(scores.slice(0, 3)).drawing);
    expect(text).not.toMatch(/class="band"><path|NaN|undefined/);
  });
});

describe("a journal's chart", () => {
  const words = {
    ...{ title: 'Your entries', description: 'Pain and soreness', pain: 'pain', soreness: 'soreness' },
    shortDay: (date: string) => `day ${Number(date.slice(8))}`,
  };
  const lines = [
    { at: '2026-08-03T12:00:00-05:00', pain: 7, soreness: 2 },
    { at: '2026-08-04T12:00:00-05:00', pain: 5 },
    { at: '2026-08-05T12:00:00-05:00', soreness: 0 },
  ];

  test('tells pain from soreness by form and by name, not by colour alone', () => {
    const { drawing } = journalChart(lines, words);
    expect(textsIn(drawing)).toEqual(expect.arrayContaining(['pain', 'soreness']));
    const text = svgText(drawing);
    expect(text).toContain('stroke-dasharray="5 3"');
    expect(text).not.toMatch(/<style|style=|NaN|undefined/);
    expect(text).toContain('role="img"');
  });

  test('has an axis of days, though two entries lie seconds apart', () => {
    const close = ['00', '02'].map((second) => ({ at: `2026-08-03T12:00:${second}-05:00`, pain: 7 }));
    const texts = textsIn(journalChart(close, words).drawing).filter(
      (text) => !/^(\d+|pain|soreness)$/.test(text!),
    );
    expect(texts).toEqual(['day 3', 'day 4']);
  });

  test("begins days where they begin for the client, and speaks the client's language", () => {
    // The evening of the 3rd in Chicago is the 4th in UTC.
    const evening = [20, 21].map((hour) => ({ at: `2026-08-03T${hour}:00:00-05:00`, pain: hour - 15 }));
    const spanish = { ...words, pain: 'dolor' };
    const texts = textsIn(journalChart(evening, spanish).drawing);
    expect(texts).toEqual(expect.arrayContaining(['day 3', 'day 4', 'dolor']));
    expect(texts).not.toContain('day 5');
  });

  test('puts 10 at the top and 0 at the bottom, whatever was reported', () => {
    const { drawing } = journalChart(lines, words);
    const scale = textsIn(drawing).filter((text) => /^\d+$/.test(text));
    expect(scale).toEqual(expect.arrayContaining(['0', '2', '4', '6', '8', '10']));
  });
});
