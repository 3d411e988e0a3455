import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unmeasuredClients } from '../../shared/goals/unmeasured-clients.ts';
import { taskOn } from './client-goals.ts';

// The goals run from 2026-08-03 to 2026-09-14.
const AS_OF = '2026-08-24';

describe('clients whose open goals nobody measures', () => {
  test('are listed when 14 days have passed since the last measurement, and not a day before', () => {
    const measuredOn = (date: string) => unmeasuredClients([taskOn(AS_OF, 'p', {}, [[date, 0]])], AS_OF);
    expect(measuredOn('2026-08-11')).toEqual([]);
    expect(measuredOn('2026-08-10')).toEqual([
      {
        client: 'p',
        goals: [
          {
            goalId: 'g-1',
            kind: 'mobility',
            measure: 'task:reach-top-shelf',
            dueOn: '2026-09-14',
            latestAt: '2026-08-10T09:00:00+00:00',
            days: 14,
          },
        ],
      },
    ]);
  });

  test('are listed without any measurement once the goal itself is 14 days old', () => {
    const begun = (startsOn: string) => unmeasuredClients([taskOn(AS_OF, 'p', { startsOn })], AS_OF);
    expect(begun('2026-08-11')).toEqual([]);
    expect(begun('2026-08-10')).toMatchObject([{ goals: [{ latestAt: null, days: 14 }] }]);
  });

  test('are not listed for a goal that is attained or past its due date', () => {
    const attained = taskOn(AS_OF, 'p', {}, [
      ['2026-08-05', 1],
      ['2026-08-06', 1],
    ]);
    const closed = taskOn(AS_OF, 'q', { dueOn: '2026-08-23' });
    const dueToday = taskOn(AS_OF, 'r', { dueOn: AS_OF });
    expect(unmeasuredClients([attained, closed, dueToday], AS_OF).map(({ client }) => client)).toEqual(['r']);
  });

  test('come with the longest silence first, each once, whatever the order of the goals', () => {
    const goals = [
      taskOn(AS_OF, 'p', { goalId: 'g-1' }, [['2026-08-08', 0]]),
      taskOn(AS_OF, 'p', { goalId: 'g-2' }),
      taskOn(AS_OF, 'p', { goalId: 'g-3' }, [['2026-08-20', 0]]),
      taskOn(AS_OF, 'q', { goalId: 'g-4', startsOn: '2026-08-01' }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(goals, { minLength: goals.length }), (shuffled) => {
        const found = unmeasuredClients(shuffled, AS_OF);
        expect(found.map(({ client, goals }) => [client, goals.map(({ goalId }) => goalId)])).toEqual([
          ['q', ['g-4']],
          ['p', ['g-2', 'g-1']],
        ]);
      }),
    );
  });
});
