import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Arrival, settleVersions } from '../../shared/records/settle-versions.ts';

const arrival = fc.record({
  recordedAt: fc.constantFrom('1', '2', '3'),
  content: fc.constantFrom('a', 'b', null),
});
const arrivals = fc
  .array(arrival, { maxLength: 8 })
  .map((versions) => versions.map((version, position): Arrival => ({ ...version, position })));

test('later versions win over earlier ones, whatever comes first', () => {
  const versions: Arrival[] = [
    { position: 0, recordedAt: '2', content: 'b' },
    { position: 1, recordedAt: '1', content: 'a' },
    { position: 2, recordedAt: '2', content: 'b' },
  ];
  expect(settleVersions(versions, undefined)).toEqual({
    outcomes: ['accepted', 'accepted', 'duplicate'],
    live: 0,
  });
});

test('of two versions of one instant the first in the files is held', () => {
  const versions: Arrival[] = [
    { position: 9, recordedAt: '1', content: 'b' },
    { position: 3, recordedAt: '1', content: 'a' },
  ];
  expect(settleVersions(versions, undefined)).toEqual({ outcomes: ['conflict', 'accepted'], live: 1 });
});

test('a deletion removes what is not later than itself', () => {
  const deleted: Arrival = { position: 0, recordedAt: '2', content: null };
  const same: Arrival = { position: 1, recordedAt: '2', content: 'a' };
  expect(settleVersions([deleted, same], undefined)).toEqual({
    outcomes: ['accepted', 'accepted'],
    live: undefined,
  });
  const later: Arrival = { position: 2, recordedAt: '3', content: 'a' };
  expect(settleVersions([deleted, same, later], undefined).live).toBe(2);
});

test('an erasure takes back everything up to its instant', () => {
  const versions: Arrival[] = [
    { position: 0, recordedAt: '1', content: 'a' },
    { position: 1, recordedAt: '3', content: 'b' },
  ];
  const settled = settleVersions(versions, { recordedAt: '2' });
  expect(settled).toEqual({ outcomes: ['erased', 'accepted'], live: 1 });
});

test('what became of the rows does not depend on the order in which they are given', () => {
  const shuffled = arrivals.chain((versions) =>
    fc.tuple(fc.constant(versions), fc.shuffledSubarray(versions, { minLength: versions.length })),
  );
  fc.assert(
    fc.property(shuffled, fc.constantFrom(undefined, { recordedAt: '1' }), ([versions, others], erasure) => {
      const byPosition = (given: readonly Arrival[]) => {
        const { outcomes, live } = settleVersions(given, erasure);
        const pairs = given.map(({ position }, index) => [position, outcomes[index]] as const);
        return {
          pairs: pairs.toSorted(([a], [b]) => a - b),
          live: live === undefined ? undefined : given[live]!.position,
        };
      };
      expect(byPosition(others)).toEqual(byPosition(versions));
    }),
  );
});

test('without conflicts, neither facts nor counts depend on the order of arrival', () => {
  const shuffled = arrivals.chain((versions) =>
    fc.tuple(fc.constant(versions), fc.shuffledSubarray(versions, { minLength: versions.length })),
  );
  fc.assert(
    fc.property(shuffled, ([versions, others]) => {
      const summary = (given: readonly Arrival[]) => {
        const { outcomes, live } = settleVersions(
          given.map((version, position) => ({ ...version, position })),
          undefined,
        );
        return { counts: outcomes.toSorted(), content: live === undefined ? null : given[live]!.content };
      };
      const first = summary(versions);
      fc.pre(!first.counts.includes('conflict'));
      expect(summary(others)).toEqual(first);
    }),
  );
});
