import fc from 'fast-check';
import { histogramsOf } from '../../shared/privacy/differential-privacy/noise/histograms.ts';
import { SCALE } from './scale.ts';
import type { Attack } from './verdict.ts';
import { programmeWith, session } from './worlds.ts';

const client = fc.array(
  fc
    .tuple(
      fc.integer({ min: -10, max: 10 }),
      fc.nat(2),
      fc.nat(3),
      fc.nat(200),
      fc.integer({ min: 1, max: 10 }),
    )
    .map((all) => session(...all)),
  { minLength: 1, maxLength: 5 },
);

/**
 * Attack 18: sums in floating point depend on order, and so may tell it (Casacuberta et al. 2022). Sessions,
 * clients and shards in any order and grouping must give the same exact histograms, to the letter.
 */
export const reorder: Attack = (mechanism) => {
  const { catalogue } = programmeWith(mechanism, 3, 4);
  const add = (session: Parameters<typeof mechanism.contributions>[0]) =>
    mechanism.contributions(session, catalogue);
  const result = fc.check(
    fc.property(
      fc.array(fc.tuple(client, fc.nat(4), fc.nat()), { minLength: 1, maxLength: 40 }),
      fc.boolean(),
      (clients, backwards) => {
        const whole = mechanism.tallyOf(clients.flatMap(([sessions]) => add(sessions)));
        const shuffled = clients.toSorted(([, , a], [, , b]) => a - b);
        const shards = [0, 1, 2, 3, 4].map((shard) =>
          mechanism.tallyOf(
            shuffled.filter(([, at]) => at === shard).flatMap(([sessions]) => add(sessions.toReversed())),
          ),
        );
        const parts = backwards ? shards.toReversed() : shards;
        const grouped = mechanism.addTallies([mechanism.addTallies(parts.slice(0, 3)), ...parts.slice(3)]);
        if (JSON.stringify(grouped) !== JSON.stringify(whole)) throw new Error('the tally tells the order');
        const texts = [whole, grouped].map((tally) => JSON.stringify(histogramsOf(catalogue, tally)));
        if (texts[0] !== texts[1]) throw new Error('the histograms tell the order');
      },
    ),
    { numRuns: SCALE.bodies },
  );
  return result.failed ? [String(result.errorInstance)] : [];
};
