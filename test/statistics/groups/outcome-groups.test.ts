import { describe, expect, test } from 'vitest';
import {
  combinationGroups,
  complaintGroups,
  techniqueGroups,
} from '../../../shared/statistics/groups/outcome-groups.ts';
import { client, course, outcome, tableOf } from '../outcomes.ts';

const HOUR = 3600;

describe('techniqueGroups', () => {
  test('count sessions, clients and what they report', () => {
    const [group] = techniqueGroups(
      tableOf(
        client('a', [
          outcome({ painBefore: 7, painAfter: 4, sustainedPain: 5 }),
          outcome({
            painBefore: 6,
            recovery: { event: true, after: 0, by: 20 * HOUR },
            sorenessReports: [20 * HOUR, 26 * HOUR],
          }),
          outcome({ painAfter: 3, sustainedPain: 2, recovery: { event: false, last: 30 * HOUR } }),
        ]),
        client(
          'b',
          [outcome({ painBefore: 5, painAfter: 4, relief: { event: true, after: 6 * HOUR, by: 30 * HOUR } })],
          [course({ painBefore: 5, painAfter: 1 })],
        ),
      ),
    );
    expect(group).toMatchObject({
      technique: 'deep-tissue',
      sessions: 4,
      clients: 2,
      completeness: { withBefore: 3, withAfter: 3, withBoth: 2, withSustained: 1, withRecovery: 2 },
      immediate: { n: 2, clients: 2, improvement: { mean: 2 }, bounds: { atLeast30Percent: [1 / 3, 2 / 3] } },
      sustained: { n: 1, clients: 1, improvement: { mean: 2 } },
      course: { n: 1, clients: 1, improvement: { mean: 4 } },
      recovery: {
        n: 2,
        events: 1,
        censored: 1,
        medianHours: 20,
        restrictedMean: { horizonHours: 168, mean: 0.5 * 20 + 0.5 * 168 },
        resolvedBy: { '24': 0.5, '48': 0.5, '72': 0.5 },
        interval: { medianHours: [0, 20] },
        medianGapHours: 6,
      },
      relief: { n: 1, events: 1, medianHours: 30, interval: { medianHours: [6, 30] }, medianGapHours: null },
      expectedRecoveryHours: [24, 48],
    });
  });

  test('stand in catalogue order, without those that have no sessions', () => {
    const sessions = (['other', 'sports', 'deep-tissue'] as const).map((technique) => outcome({ technique }));
    const groups = techniqueGroups(tableOf(client('a', sessions)));
    expect(groups.map(({ technique }) => technique)).toEqual(['deep-tissue', 'sports', 'other']);
  });

  test('say that repeated sessions of a client are treated as independent', () => {
    const sessions = [outcome({ painBefore: 7, painAfter: 4, recovery: { event: true, after: 0, by: 9 } })];
    const { notes } = techniqueGroups(tableOf(client('a', sessions)))[0]!;
    expect(notes.filter((note) => note.includes('independent'))).toEqual([
      'immediate: ci95, wilcoxon and responders treat repeated sessions of a client as independent; clustered does not',
      'recovery: repeated sessions of a client are treated as independent; clustering is not taken into account',
    ]);
  });

  test('know of no expected recovery where the catalogue promises none', () => {
    const [group] = techniqueGroups(tableOf(client('a', [outcome({ technique: 'sports' })])));
    expect(group?.expectedRecoveryHours).toBeNull();
    expect(group?.notes).toContain('expectedRecoveryHours: the catalogue names none for this technique');
  });
});

describe('combinationGroups', () => {
  test('are named by all techniques in catalogue order, and stand in that order', () => {
    const sessions = (
      [
        ['relaxation'],
        ['deep-tissue', 'trigger-point-therapy'],
        ['deep-tissue', 'myofascial-release', 'other'],
        ['deep-tissue'],
        ['myofascial-release', 'sports'],
      ] as const
    ).map((combination) => outcome({ combination: [...combination] }));
    const groups = combinationGroups(tableOf(client('a', [...sessions, sessions[0]!])));
    expect(groups.map(({ technique, sessions: count }) => [technique, count])).toEqual([
      ['deep-tissue', 1],
      ['deep-tissue + myofascial-release + other', 1],
      ['deep-tissue + trigger-point-therapy', 1],
      ['myofascial-release + sports', 1],
      ['relaxation', 2],
    ]);
    expect(groups.map((group) => group.expectedRecoveryHours)).toEqual([[24, 48], null, null, null, null]);
  });

  test('have the courses that began with their techniques', () => {
    const both = outcome({ combination: ['deep-tissue', 'sports'] });
    const began = course({ combination: ['deep-tissue', 'sports'], painBefore: 8, painAfter: 2 });
    const groups = combinationGroups(tableOf(client('a', [both, outcome()], [began])));
    expect(groups.map((group) => group.course.n)).toEqual([0, 1]);
  });
});

test('complaintGroups stand in catalogue order, each with its techniques', () => {
  const sessions = [
    outcome({ complaint: 'other', technique: 'sports' }),
    outcome({ complaint: 'neck-pain', technique: 'relaxation' }),
    outcome({ complaint: 'neck-pain', technique: 'deep-tissue' }),
  ];
  const courses = [course({ complaint: 'neck-pain', painBefore: 5, painAfter: 4 })];
  const summary = complaintGroups(tableOf(client('a', sessions, courses))).map(
    ({ complaint, techniques }) => [
      complaint,
      techniques.map((group) => [group.technique, group.sessions, group.course.n]),
    ],
  );
  expect(summary).toEqual([
    [
      'neck-pain',
      [
        ['deep-tissue', 1, 1],
        ['relaxation', 1, 0],
      ],
    ],
    ['other', [['sports', 1, 0]]],
  ]);
});
