import type { Technique } from '../records/catalogue.ts';
import type { Interval } from '../statistics/contract.ts';
import type { Withheld } from './contract.ts';

/** What a clinic may be told of itself beside a release that counts it: technique by technique, and never a rank. */
export type BenchmarkClaims = {
  techniques: TechniqueBenchmark[];
  sentence: string;
};

export type TechniqueBenchmark = {
  technique: Technique;
  /** Of the clinic's own clients, each once a period, by the rule of the release. */
  own: OwnMean | Withheld;
  /** Of all clients of the release, with noise, weighted to the clinic's complaints where `mix` says so. */
  release: ReleaseMean | Withheld;
  /** Own less release, in points. */
  difference: BenchmarkDifference | Withheld;
  mix: CaseMix;
  sentence: string;
};

export type OwnMean = {
  /** Fall of pain from before a session to after it, in points as the bins of the release tell them. */
  mean: number;
  /** Clients as clusters: one counts in each period in which he came. */
  ci95: Interval;
  clients: number;
};

export type ReleaseMean = {
  mean: number;
  /** Sampling and noise; null where the release gives none. */
  ci95: Interval | null;
};

export type BenchmarkDifference = {
  difference: number;
  ci95: Interval;
  p: number;
  pHolm: number;
};

/** Whether both sides are of the same complaints in the same shares, or why they are not. */
export type CaseMix =
  /** `covers`: the share of the clinic's clients of the technique who came for one of these. */
  { standardised: true; complaints: string[]; covers: number } | { standardised: false; reason: string };
