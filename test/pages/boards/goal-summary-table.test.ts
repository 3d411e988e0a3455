import { describe, expect, test } from 'vitest';
import { therapistSummary } from '../../../shared/goals/therapist-summary.ts';
import { goalSummaryTable } from '../../../shared/pages/boards/goal-summary-table.ts';
import { taskOn } from '../../goals/client-goals.ts';

const AFTER = '2026-09-15';
const LEVELS = { '-2': 7, '-1': 5, '0': 3, '1': 2, '2': 0 };
const attained = (client: string, goalId = 'g-1') =>
  taskOn(AFTER, client, { goalId }, [
    ['2026-09-01', 1],
    ['2026-09-08', 1],
  ]);
const scaled = (client: string) =>
  taskOn(
    AFTER,
    client,
    { kind: 'function', measure: 'psfs:walking', unit: 'score', baseline: 7, target: 3, levels: LEVELS },
    [['2026-09-01', 2]],
  );
const ten = Array.from({ length: 10 }, (_, index) => `p-${index}`);
const pageOf = (goals: Parameters<typeof therapistSummary>[1]) =>
  String(goalSummaryTable(therapistSummary('t-1', goals)));

describe("the table of a therapist's goals", () => {
  test('has the share with an interval over clients, or says what is missing for one', () => {
    const each = ten.map((client) => attained(client));
    expect(pageOf([...each, attained('p-0', 'g-2')])).toContain(
      '11 measured goals past due, of 10 clients: 100 %, 95 % interval',
    );
    expect(pageOf([attained('p-0')])).toContain('Too few clients for a share: fewer than 10.');
  });

  // Kiresuk & Sherman 1968: one goal at +1 gives 60.
  test('has the mean T of Goal Attainment Scaling, how to read it, and why there is none', () => {
    expect(pageOf(ten.map((client) => attained(client)))).not.toContain('Scaling');
    expect(pageOf(ten.map(scaled))).toContain(
      'on average 60.0 (all alike), where 50 means as expected and 10 points are one standard deviation; at the start 30.0, a change of 30.0.',
    );
    expect(pageOf([scaled('p-1')])).toContain('too few for a mean, fewer than 10.');
  });
});
