import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  decide,
  type ErasedUpTo,
  type HeldVersion,
  heldAs,
  type IncomingVersion,
  isRemoval,
  markOf,
} from '../../../shared/records/versions/version.ts';

const at = (second: number) => `2026-08-03T10:00:0${second}.000000000Z`;
const version = (second: number, content: string | null): HeldVersion => ({
  recordedAt: at(second),
  content,
});
const unclocked = (second: number, content: string | null): IncomingVersion => ({
  ...version(second, content),
  clock: 'arrival',
});
const withdrawal = (second: number): IncomingVersion => ({ ...version(second, 'no'), removes: true });

const tombstone = (own: number, second: number): HeldVersion => ({
  ...version(second, null),
  removes: true,
  sentAt: at(own),
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
    ['an older deletion acts on what is held', version(2, 'a'), version(1, null), 'accepted'],
    ['an older deletion of what is deleted is stale', version(2, null), version(1, null), 'stale'],
    [
      'a deletion that took a later instant is a duplicate by its own',
      tombstone(1, 3),
      version(1, null),
      'duplicate',
    ],
    ['what a deletion removed stays removed', tombstone(1, 3), version(3, 'a'), 'stale'],
    ['a later deletion is held in its turn', tombstone(1, 3), version(4, null), 'accepted'],
    ['an older withdrawal acts on what is held', version(2, 'yes'), withdrawal(1), 'accepted'],
    ['a consent of the instant of its withdrawal is stale', withdrawal(1), version(1, 'yes'), 'stale'],
    ['a withdrawal wins over a consent of its instant', version(1, 'yes'), withdrawal(1), 'accepted'],
    ['a deletion takes a withdrawn consent away too', withdrawal(2), version(1, null), 'accepted'],
    ['a withdrawal finds nothing in what is deleted', version(2, null), withdrawal(1), 'stale'],
    ['without a clock the later arrival wins', version(1, 'a'), unclocked(2, 'b'), 'accepted'],
    [
      'without a clock the same is a duplicate, whenever it comes',
      version(1, 'a'),
      unclocked(2, 'a'),
      'duplicate',
    ],
    ['without a clock the last of one instant wins', version(1, 'a'), unclocked(1, 'b'), 'accepted'],
    ['without a clock an earlier arrival is stale', version(2, 'a'), unclocked(1, 'b'), 'stale'],
    [
      'without a clock a deletion is a duplicate of a deletion',
      tombstone(1, 3),
      unclocked(4, null),
      'duplicate',
    ],
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

describe('a version without a clock', () => {
  /** Of a sender whose clock runs ahead; it arrived in second 1. */
  const ahead = (second: number, content: string | null): HeldVersion => ({
    ...version(second, content),
    arrivedAt: at(1),
  });
  const arriving = (second: number, content: string | null): IncomingVersion => ({
    ...unclocked(second, content),
    arrivedAt: at(second),
  });

  test.each([
    ['replaces what is dated ahead', ahead(5, 'a'), arriving(2, 'b'), 'accepted'],
    ['is taken after a deletion that is dated ahead', ahead(5, null), arriving(2, 'b'), 'accepted'],
    ['is a duplicate of the same that is dated ahead', ahead(5, 'a'), arriving(2, 'a'), 'duplicate'],
    ['is stale when it arrived before', ahead(5, 'a'), arriving(0, 'b'), 'stale'],
  ] as const)('%s', (_name, held, incoming, outcome) => {
    expect(decide(held, undefined, incoming)).toBe(outcome);
  });

  test('is held from the instant after what it replaced, which is stale from then on', () => {
    const held = heldAs(ahead(5, 'a'), arriving(2, 'b'));
    expect(held).toMatchObject({ recordedAt: at(5).replace('000Z', '001Z'), sentAt: at(2) });
    expect(decide(held, undefined, { ...version(5, 'a'), arrivedAt: at(3) })).toBe('stale');
    expect(decide(held, undefined, arriving(3, 'c'))).toBe('accepted');
    expect(decide(held, undefined, arriving(1, 'c'))).toBe('stale');
  });

  test('is not of an erasure that is dated ahead of it', () => {
    const erasure = { recordedAt: at(5), arrivedAt: at(2), placedAt: at(2) };
    const mark = markOf(undefined, erasure);
    expect(mark.recordedAt).toBe(at(2));
    const passed = markOf(undefined, erasure, at(4));
    expect(decide(undefined, passed, arriving(2, 'a'))).toBe('erased');
    expect(decide(undefined, passed, arriving(3, 'a'))).toBe('accepted');
    expect(decide(undefined, passed, version(4, 'a')), 'what it removed stays removed').toBe('erased');
    expect(heldAs(undefined, arriving(3, 'a'), passed).recordedAt > passed.recordedAt).toBe(true);
  });

  test('has the last word, and all of it sent again changes nothing', () => {
    const sent = fc.record({
      own: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
      deletes: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(sent, { maxLength: 9 }), (list) => {
        const versions = list.map(({ own, deletes }, turn): IncomingVersion => {
          const content = deletes ? null : `of ${own ?? `turn ${turn}`}`;
          return own === undefined
            ? arriving(turn, content)
            : { ...version(own, content), arrivedAt: at(turn) };
        });
        const acted = new Set<string>();
        const take = (held: HeldVersion | undefined, one: IncomingVersion) => {
          const action = `${one.recordedAt} ${one.content}`;
          const outcome = decide(held, undefined, one, acted.has(action));
          if (isRemoval(one)) acted.add(action);
          if (outcome !== 'accepted') return held;
          return heldAs(held, one);
        };
        let held: HeldVersion | undefined;
        for (const one of versions) {
          held = take(held, one);
          if (one.clock === 'arrival') expect(held!.content).toBe(one.content);
        }
        const again = versions.reduce(take, held);
        expect(again?.content).toBe(held?.content);
      }),
      { numRuns: 2000 },
    );
  });
});

type Event = { id: string; version: IncomingVersion } | { erasure: string };

/** A store of one client's records that does what it is told by `decide`; every event arrives a moment later. */
function factsAfter(events: readonly Event[]) {
  const held = new Map<string, HeldVersion>();
  const acted = new Set<string>();
  const erasures = new Set<string>();
  let mark: ErasedUpTo | undefined;
  const erase = (recordedAt: string) => {
    const known = erasures.has(recordedAt);
    const removed = [...held].filter(([, one]) => !known || one.recordedAt <= recordedAt);
    erasures.add(recordedAt);
    for (const [id] of removed) held.delete(id);
    const removedUpTo = removed.map(([, one]) => one.recordedAt).toSorted();
    mark = { recordedAt: markOf(mark, { recordedAt, arrivedAt: '' }, removedUpTo.at(-1)).recordedAt };
  };
  const outcomes = events.map((event) => {
    if ('erasure' in event) {
      erase(event.erasure);
      return 'accepted';
    }
    const { id, version } = event;
    const action = `${id} ${version.recordedAt} ${version.content}`;
    const outcome = decide(held.get(id), mark, version, acted.has(action));
    if (isRemoval(version)) acted.add(action);
    if (outcome === 'accepted') held.set(id, heldAs(held.get(id), version));
    return outcome;
  });
  const facts = [...held].filter(([, { content }]) => content !== null).toSorted();
  return { facts, outcomes };
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

const instantOf = (event: Event) => ('erasure' in event ? event.erasure : event.version.recordedAt);
const removes = (event: Event) => 'erasure' in event || isRemoval(event.version);
/** What a removal that arrives is for: an erasure for all, a deletion for its record. */
const concerns = (removal: Event, event: Event) =>
  'erasure' in removal || ('id' in event && event.id === removal.id);
/** Whether a removal is older than something that came before it, so that its place among the others counts. */
const actsByArrival = (list: readonly Event[]) =>
  list.some(
    (event, index) =>
      removes(event) &&
      list.slice(0, index).some((before) => concerns(event, before) && instantOf(before) > instantOf(event)),
  );

/** A removal reaches up to its own instant, or to the latest of what came before its first arrival. */
function reachOf(list: readonly Event[], concerned: (event: Event) => boolean): string {
  const reaches = list.flatMap((event, index) => {
    const isFirst = !list.slice(0, index).some((other) => isSame(other, event));
    if (!removes(event) || !concerned(event)) return [];
    const before = isFirst ? list.slice(0, index).filter((other) => concerns(event, other)) : [];
    return [instantOf(event), ...before.map(instantOf)];
  });
  return reaches.toSorted().at(-1) ?? '';
}
const isSame = (a: Event, b: Event) => JSON.stringify(a) === JSON.stringify(b);

describe('the facts', () => {
  test('are the same for every arrival order, where no removal is older than what came before it', () => {
    fc.assert(
      fc.property(eventsInTwoOrders, ([one, other]) => {
        fc.pre(!actsByArrival(one) && !actsByArrival(other));
        expect(factsAfter(other).facts).toEqual(factsAfter(one).facts);
      }),
      { numRuns: 1000 },
    );
  });

  test('are the same for every order of the versions among themselves', () => {
    const versions = fc.array(stored, { maxLength: 12 });
    const inTwoOrders = versions.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(inTwoOrders, fc.array(fc.oneof(deletion, erasure)), ([one, other], removals) => {
        expect(factsAfter([...other, ...removals]).facts).toEqual(factsAfter([...one, ...removals]).facts);
      }),
    );
  });

  test('do not change when everything arrives again', () => {
    fc.assert(
      fc.property(events, (list) => {
        const once = factsAfter(list);
        const twice = factsAfter([...list, ...list]);
        expect(twice.facts).toEqual(once.facts);
        expect(twice.outcomes.slice(list.length)).not.toContain('conflict');
      }),
      { numRuns: 2000 },
    );
  });

  /** What was recorded up to an erasure has no effect after it, a deletion neither. */
  test('are what the rules say, found without decide', () => {
    fc.assert(
      fc.property(events, (list) => {
        const isInTime = (event: Event, index: number) =>
          'erasure' in event || instantOf(event) > reachOf(list.slice(0, index), (one) => 'erasure' in one);
        const expected = ['s-1', 's-2'].flatMap((name) => {
          const isOf = (event: Event) => 'erasure' in event || event.id === name;
          const reach = reachOf(list.filter(isInTime), isOf);
          const recorded = list.filter((event) => 'id' in event && event.id === name && !removes(event));
          const left = recorded.map(instantOf).filter((recordedAt) => recordedAt > reach);
          const latest = left.toSorted().at(-1);
          return latest ? [[name, { recordedAt: latest, content: `${name} at ${latest}` }]] : [];
        });
        expect(factsAfter(list).facts).toEqual(expected);
      }),
      { numRuns: 2000 },
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
