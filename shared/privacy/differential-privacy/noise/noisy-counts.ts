import type { Complaint, Technique } from '../../../records/catalogue.ts';
import type { Family } from '../budget/release-budget.ts';
import type { Histograms } from './histograms.ts';

/**
 * What a release has measured: every count with its noise, and how it was measured. JSON, to be kept before
 * anything is made of it. All that a partner ever sees follows from this and the programme, so rendering it
 * again costs nothing and tells nothing new.
 */
export type NoisyCounts = {
  programme: string;
  period: string;
  catalogue: { version: number; techniques: readonly Technique[]; complaints: readonly Complaint[] };
  /** Micro-rho by family; sigma² follows from it. */
  microRho: Record<Family, number>;
  counts: Histograms;
};
