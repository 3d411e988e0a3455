import type { Domain, Family } from '../../programme/questions.ts';
import type { Histograms } from './histograms.ts';

/**
 * What a release has measured: every count with its noise, and how it was measured. JSON, to be kept before
 * anything is made of it. All that a partner ever sees follows from this and the programme, so rendering it
 * again costs nothing and tells nothing new.
 */
export type NoisyCounts = {
  programme: string;
  period: string;
  catalogue: { version: number } & Domain;
  /** Micro-rho by family; sigma² follows from it. A family of 0 was not measured and has no counts. */
  microRho: Record<Family, number>;
  counts: Histograms;
};

/** What estimates are made of: what one release has measured, or several together, whose rho need not be whole. */
export type Measurement = Pick<NoisyCounts, 'catalogue' | 'microRho' | 'counts'>;
