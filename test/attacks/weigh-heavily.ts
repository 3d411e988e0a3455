import fc from 'fast-check';
import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { CELLS_PER_CLIENT } from '../../shared/privacy/differential-privacy/budget/release-budget.ts';
import { histogramsOf } from '../../shared/privacy/differential-privacy/noise/histograms.ts';
import { domainOf, FAMILIES } from '../../shared/privacy/programme/questions.ts';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';
import type { Mechanism } from './mechanism.ts';
import { SCALE } from './scale.ts';
import type { Attack } from './verdict.ts';
import { programmeWith } from './worlds.ts';

const anyScore = fc.oneof(
  fc.integer({ min: 0, max: 10 }),
  fc.constantFrom(1e9, -1e9, Number.NaN, Number.POSITIVE_INFINITY, 0.5, null, undefined, '7'),
);
const anyRecovery = fc.constantFrom(
  undefined,
  null,
  { event: true, after: 0, by: 3600 },
  { event: true, after: 0, by: 1e12 },
  { event: true, after: 0, by: Number.NaN },
  { event: true },
  { event: false, last: 60 },
);
const anySession = fc.record({
  technique: fc.constantFrom(...TECHNIQUES, 'unheard-of'),
  complaint: fc.constantFrom(...COMPLAINTS.slice(0, 4), 'unheard-of'),
  painBefore: anyScore,
  painAfter: anyScore,
  recovery: anyRecovery,
}) as unknown as fc.Arbitrary<SessionOutcome>;

/** A client who came so often, in every technique, with whatever was written down, some of it many times over. */
const anyClient = fc
  .tuple(fc.array(anySession, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }))
  .map(([sessions, times]) => Array.from({ length: times }, () => sessions).flat());

/** Attack 4: a client with hundreds of sessions, everywhere, changes each histogram by √K at most, like any other. */
export const weighHeavily: Attack = (mechanism) => {
  const { catalogue } = programmeWith(mechanism, TECHNIQUES.length, 4);
  const result = fc.check(
    fc.property(fc.array(anyClient, { minLength: 1, maxLength: 6 }), (clients) => {
      const whole = histograms(mechanism, catalogue, clients);
      for (const left of clients.keys()) {
        const without = histograms(mechanism, catalogue, clients.toSpliced(left, 1));
        for (const [family, counts] of whole.entries()) {
          const squares = counts.reduce((sum, count, at) => sum + (count - without[family]![at]!) ** 2, 0);
          if (squares > CELLS_PER_CLIENT)
            throw new Error(`one client moves ${FAMILIES[family]} by √${squares}`);
        }
      }
    }),
    { numRuns: SCALE.bodies },
  );
  return result.failed ? [String(result.errorInstance)] : [];
};

function histograms(
  mechanism: Mechanism,
  catalogue: Parameters<Mechanism['contributions']>[1],
  clients: readonly SessionOutcome[][],
): number[][] {
  const tally = mechanism.tallyOf(
    clients.flatMap((sessions) => mechanism.contributions(sessions, catalogue)),
  );
  const counts = histogramsOf(domainOf(catalogue, mechanism.design?.questions), tally);
  return FAMILIES.map((family) => Object.values(counts[family] as Record<string, number[]>).flat());
}
