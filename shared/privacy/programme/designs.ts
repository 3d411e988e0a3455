import { EVERYTHING, type Percent, type Questions } from './questions.ts';
import type { PeriodKind } from './release-period.ts';

/** What a programme asks and how often: together they decide how many clients an answer needs. */
export type Design = { period: PeriodKind; questions: Questions };

const NOTHING: Percent = { cells: 0, techniques: 0, complaints: 0, total: 0, recovery: 0 };
const asking = (percent: Partial<Percent>, complaints: Questions['complaints'] = 'each'): Questions => ({
  complaints,
  percent: { ...NOTHING, ...percent },
});
const TECHNIQUES_ONLY = asking({ techniques: 80, total: 10, recovery: 10 });

/**
 * Designs to choose from, by name, those that need the most clients first. All of them spend the same over a client's
 * lifetime, with the usual budget of their period.
 */
export const DESIGNS = {
  'everything-by-quarter': { period: 'quarter', questions: EVERYTHING },
  'groups-by-half-year': {
    period: 'half-year',
    questions: asking({ cells: 35, techniques: 30, complaints: 15, total: 5, recovery: 15 }, 'groups'),
  },
  'techniques-by-quarter': { period: 'quarter', questions: TECHNIQUES_ONLY },
  'techniques-by-half-year': { period: 'half-year', questions: TECHNIQUES_ONLY },
  'totals-by-quarter-and-year': { period: 'quarter-and-year', questions: TECHNIQUES_ONLY },
  'techniques-by-year': { period: 'year', questions: TECHNIQUES_ONLY },
} as const satisfies Record<string, Design>;

export type DesignName = keyof typeof DESIGNS;
export const DESIGN_NAMES = Object.keys(DESIGNS) as DesignName[];

/**
 * From so many clients a quarter on, most techniques get an answer in the design; `release:plan` shows for any other
 * number what each of them would give.
 */
const FEWEST_CLIENTS: readonly (readonly [fewest: number, design: DesignName])[] = [
  [6000, 'everything-by-quarter'],
  [1500, 'techniques-by-quarter'],
  [600, 'techniques-by-half-year'],
  [0, 'techniques-by-year'],
];

/** The design that a programme has which says how many clients it expects and nothing else. */
export function usualDesign(clientsAQuarter: number): DesignName {
  return FEWEST_CLIENTS.find(([fewest]) => clientsAQuarter >= fewest)![1];
}

/** What a release by threshold can tell apart, by name, those that need the most clients first. */
export const THRESHOLD_DESIGNS = {
  'technique-by-complaint': asking({ cells: 100 }),
  'technique-by-group': asking({ cells: 100 }, 'groups'),
  'techniques-alone': asking({ techniques: 100 }),
} as const satisfies Record<string, Questions>;

export type ThresholdDesignName = keyof typeof THRESHOLD_DESIGNS;
export const THRESHOLD_DESIGN_NAMES = Object.keys(THRESHOLD_DESIGNS) as ThresholdDesignName[];

/** From so many clients a quarter on, most techniques and half of a design's cells are shown. */
const FEWEST_BY_THRESHOLD: readonly (readonly [fewest: number, design: ThresholdDesignName])[] = [
  [6000, 'technique-by-complaint'],
  [2000, 'technique-by-group'],
  [0, 'techniques-alone'],
];

/** The design of a programme by threshold that says how many clients it expects and nothing else. */
export function usualThresholdDesign(clientsAQuarter: number): ThresholdDesignName {
  return FEWEST_BY_THRESHOLD.find(([fewest]) => clientsAQuarter >= fewest)![1];
}
