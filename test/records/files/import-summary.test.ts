import { describe, expect, test } from 'vitest';
import { ImportSummary, type RowOutcome } from '../../../shared/records/files/import-summary.ts';

const outcomes: RowOutcome[] = [
  { type: 'session', status: 'accepted' },
  { type: 'session', status: 'accepted' },
  { type: 'session', status: 'duplicate' },
  { type: 'pain-score', status: 'stale' },
  { type: 'pain-score', status: 'conflict', code: 'conflict' },
  { type: 'pain-score', status: 'refused', code: 'not-an-integer' },
  { type: 'session', status: 'refused', code: 'not-an-integer' },
  { status: 'refused', code: 'invalid-json' },
  { type: 'goal', status: 'refused', code: 'erased' },
];

function summaryOf(list: readonly RowOutcome[], earlier = new ImportSummary()): ImportSummary {
  for (const outcome of list) earlier.add(outcome);
  return earlier;
}

describe('an import summary', () => {
  test('counts every row once, by type and status, and refusals by code', () => {
    expect(summaryOf(outcomes).toJSON()).toEqual({
      rows: 9,
      counts: { accepted: 2, duplicate: 1, stale: 1, conflict: 1, skipped: 0, refused: 4 },
      byType: {
        goal: { accepted: 0, duplicate: 0, stale: 0, conflict: 0, skipped: 0, refused: 1 },
        'pain-score': { accepted: 0, duplicate: 0, stale: 1, conflict: 1, skipped: 0, refused: 1 },
        session: { accepted: 2, duplicate: 1, stale: 0, conflict: 0, skipped: 0, refused: 1 },
        unreadable: { accepted: 0, duplicate: 0, stale: 0, conflict: 0, skipped: 0, refused: 1 },
      },
      refusalsByCode: { conflict: 1, erased: 1, 'invalid-json': 1, 'not-an-integer': 2 },
    });
  });

  test('of nothing is all zeros', () => {
    expect(new ImportSummary().toJSON()).toEqual({
      rows: 0,
      counts: { accepted: 0, duplicate: 0, stale: 0, conflict: 0, skipped: 0, refused: 0 },
      byType: {},
      refusalsByCode: {},
    });
  });

  test('goes on from its own JSON at any point, and the order of rows does not show', () => {
    const whole = JSON.stringify(summaryOf(outcomes));
    for (let cut = 0; cut <= outcomes.length; cut += 1) {
      const earlier = JSON.parse(JSON.stringify(summaryOf(outcomes.slice(0, cut))));
      for (const counts of Object.values(earlier.byType)) Object.freeze(counts);
      expect(JSON.stringify(summaryOf(outcomes.slice(cut), new ImportSummary(earlier)))).toBe(whole);
    }
    expect(JSON.stringify(summaryOf(outcomes.toReversed()))).toBe(whole);
  });

  test('says where the file broke', () => {
    const summary = summaryOf(outcomes.slice(0, 1));
    summary.stop(17, 'a quote is opened on this line and never closed');
    const stoppedAt = { line: 17, reason: 'a quote is opened on this line and never closed' };
    expect(summary.toJSON()).toMatchObject({ rows: 1, stoppedAt });
    expect(new ImportSummary(summary.toJSON()).toJSON().stoppedAt).toEqual(stoppedAt);
  });

  test('does not change with what is done to its JSON', () => {
    const summary = summaryOf(outcomes);
    const before = JSON.stringify(summary);
    summary.toJSON().counts.accepted = 99;
    const { session } = summary.toJSON().byType;
    if (session) session.accepted = 99;
    expect(JSON.stringify(summary)).toBe(before);
  });
});
