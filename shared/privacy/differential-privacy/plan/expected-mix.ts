import { COMPLAINTS, type Complaint, TECHNIQUES, type Technique } from '../../../records/catalogue.ts';
import { IMPROVEMENT_BINS } from '../noise/histograms.ts';

/** What a plan assumes of clients, before any has come. Shares are of all clients, in any unit. */
export type ExpectedMix = {
  techniques: Readonly<Record<Technique, number>>;
  complaints: Readonly<Record<Complaint, number>>;
  /** By IMPROVEMENT_BINS and by RECOVERY_BINS, the same of every technique and complaint. */
  improvement: readonly number[];
  recovery: readonly number[];
};

/**
 * What a plan assumes where nobody says anything else. Techniques and complaints are those of the bundled sample's
 * consenting clients, in its last quarter, in thousandths: simulated, and close to what clinics write of their work.
 * Improvement has a mean of 2.2 points and a standard deviation of 2.3, from scores before of 5.3 and 1.8, as all figures of
 * docs/privacy.md; 60 % respond. A third report when soreness had gone.
 */
export const USUAL_MIX: ExpectedMix = {
  techniques: named(TECHNIQUES, [267, 270, 182, 58, 56, 157, 10]),
  complaints: named(COMPLAINTS, [205, 158, 84, 42, 26, 106, 43, 43, 47, 58, 84, 88, 14]),
  improvement: [12, 28, 32, 21, 7],
  recovery: [20, 8, 3, 1, 1, 67],
};

/** Points that the mix improves by, as the bins tell it. */
export function expectedImprovement({ improvement }: Pick<ExpectedMix, 'improvement'>): number {
  const all = improvement.reduce((sum, share) => sum + share, 0);
  return (
    improvement.reduce((sum, share, bin) => sum + share * IMPROVEMENT_BINS[bin]!.representative, 0) / all
  );
}

function named<K extends string>(names: readonly K[], shares: readonly number[]): Record<K, number> {
  return Object.fromEntries(names.map((name, at) => [name, shares[at]!])) as Record<K, number>;
}
