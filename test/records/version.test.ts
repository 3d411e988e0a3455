import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide, type HeldVersion } from '../../shared/records/version.ts';

const at = (second: number) => `2026-08-03T10:00:0${second}.000000000Z`;
const version = (second: number, content: string | null): HeldVersion => ({
  recordedAt: at(second),
  content,
});

describe('decide', () => {
  test.each([
    ['the first version is accepted', undefined, version(1, 'a'), 'accepted'],
    ['a deletion of what is not held is accepted', undefined, version(1, null), 'accepted'],
    ['a later version wins', version(1, 'a'), version(2, 'b'), 'accepted'],
    ['a later version wins even when nothing else changed', version(1, 'a'), version(2, 'a'), 'accepted'],
    ['a later version brings a deleted record back', version(1, null), version(2, 'a'), 'accepted'],
    ['a later deletion wins', version(1, 'a'), version(2, null), 'accepted'],
    ['the same again is a duplicate', version(1, 'a'), version(1, 'a'), 'duplicate'],
    ['the same deletion again is a duplicate', version(1, null), version(1, null), 'duplicate'],
    ['an older version is stale', version(2, 'a'), version(1, 'b'), 'stale'],
    ['an older version of the same content is stale', version(2, 'a'), version(1, 'a'), 'stale'],
    ['an older deletion is stale', version(2, 'a'), version(1, null), 'stale'],
    ['a version older than a deletion is stale', version(2, null), version(1, 'a'), 'stale'],
    ['other content of the same instant is a conflict', version(1, 'a'), version(1, 'b'), 'conflict'],
    ['a deletion wins over content of its instant', version(1, 'a'), version(1, null), 'accepted'],
    ['content of the instant of a deletion is stale', version(1, null), version(1, 'a'), 'stale'],
  ] as const)('%s', (_name, held, incoming, outcome) => {
    expect(decide(held, undefined, incoming)).toBe(outcome);
  });

  test.each([
    ['before', 1, 'erased'],
    ['at', 2, 'erased'],
    ['after', 3, 'accepted'],
  ] as const)('what was recorded %s an erasure is %#', (_when, second, outcome) => {
    const erasure = { recordedAt: at(2) };
    expect(decide(undefined, erasure, version(second, 'a'))).toBe(outcome);
    expect(decide(undefined, erasure, version(second, null))).toBe(outcome);
    expect(decide(version(1, 'a'), erasure, version(second, 'a'))).toBe(outcome);
  });
});

type Event = { id: string; version: HeldVersion } | { erasure: string };

/** A store of one client's records that does what it is told by `decide`. */
function factsAfter(events: readonly Event[]) {
  const held = new Map<string, HeldVersion>();
  let erasure: { recordedAt: string } | undefined;
  const outcomes = events.map((event) => {
    if ('erasure' in event) {
      if (!erasure || event.erasure > erasure.recordedAt) erasure = { recordedAt: event.erasure };
      for (const [id, { recordedAt }] of held) if (recordedAt <= event.erasure) held.delete(id);
      return 'accepted';
    }
    const outcome = decide(held.get(event.id), erasure, event.version);
    if (outcome === 'accepted') held.set(event.id, event.version);
    return outcome;
  });
  const facts = [...held].filter(([, { content }]) => content !== null).toSorted();
  return { facts, erasure, outcomes };
}

const instant = fc.integer({ min: 0, max: 5 }).map(at);
const id = fc.constantFrom('s-1', 's-2');
/** Content that follows from id and instant: versions without conflicts of one instant. */
const stored = fc
  .record({ id, recordedAt: instant })
  .map(({ id, recordedAt }): Event => ({ id, version: { recordedAt, content: `${id} at ${recordedAt}` } }));
const deletion = fc
  .record({ id, recordedAt: instant })
  .map(({ id, recordedAt }): Event => ({ id, version: { recordedAt, content: null } }));
const erasure = instant.map((recordedAt): Event => ({ erasure: recordedAt }));
const events = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: stored },
    { weight: 2, arbitrary: deletion },
    { weight: 1, arbitrary: erasure },
  ),
  { maxLength: 12 },
);
const eventsInTwoOrders = events.chain((list) =>
  fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length })),
);

describe('the facts', () => {
  test('are the same for every arrival order', () => {
    fc.assert(
      fc.property(eventsInTwoOrders, ([one, other]) => {
        expect(factsAfter(other).facts).toEqual(factsAfter(one).facts);
      }),
      { numRuns: 2000 },
    );
  });

  test('do not change when anything arrives again', () => {
    fc.assert(
      fc.property(events, (list) => {
        const once = factsAfter(list);
        const twice = factsAfter([...list, ...list]);
        expect(twice.facts).toEqual(once.facts);
        expect(twice.outcomes.slice(list.length)).not.toContain('conflict');
      }),
    );
  });

  test('are what the rules say, found without decide', () => {
    fc.assert(
      fc.property(events, (list) => {
        const erased =
          list
            .flatMap((event) => ('erasure' in event ? [event.erasure] : []))
            .toSorted()
            .at(-1) ?? '';
        const expected = ['s-1', 's-2'].flatMap((name) => {
          const versions = list.flatMap((event) =>
            'id' in event && event.id === name ? [event.version] : [],
          );
          const latest = versions
            .map(({ recordedAt }) => recordedAt)
            .toSorted()
            .at(-1);
          if (latest === undefined || latest <= erased) return [];
          const deleted = versions.some(
            ({ recordedAt, content }) => recordedAt === latest && content === null,
          );
          return deleted ? [] : [[name, { recordedAt: latest, content: `${name} at ${latest}` }]];
        });
        expect(factsAfter(list).facts).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test('keep the first of two contents of one instant, and the other is named a conflict each time', () => {
    const one: Event = { id: 's-1', version: version(1, 'a') };
    const other: Event = { id: 's-1', version: version(1, 'b') };
    expect(factsAfter([one, other, one, other])).toMatchObject({
      facts: [['s-1', version(1, 'a')]],
      outcomes: ['accepted', 'conflict', 'duplicate', 'conflict'],
    });
  });
});
