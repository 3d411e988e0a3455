import { COMPLAINTS, type Complaint, TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { Contribution } from './client-contributions.ts';
import type { ReleasePeriod } from './release-period.ts';

/** Fewest distinct clients of a published cell: 1/11 is the re-identification risk that EMA and CMS accept. */
export const FEWEST_CLIENTS = 11;
/** Below this a rate is not shown and a mean only to half a point, or exact counts could be computed back. */
const FEWEST_FOR_RATE = 20;
const COUNT_STEP = 5;
const RATE_STEPS = 20; // 5 percentage points
/** A client counts as a responder from two points on. */
const RESPONDER_POINTS = 2;

/** `a`: shown. `c`: confidential, for whatever reason; there is one code so that it tells nothing. */
export type CellStatus = 'a' | 'c';

export type ReleaseCell = {
  technique: Technique;
  complaint: Complaint;
  status: CellStatus;
  /** Distinct clients to the nearest 5; null when confidential. */
  clients: number | null;
  /** Mean improvement in points, coarsened; null when confidential. */
  meanImprovement: number | null;
  /** Share of clients who improved by at least 2 points, to 5 percentage points. */
  responderStatus: CellStatus;
  responderShare: number | null;
};

declare const anonymised: unique symbol;
/** Cells that went through the rules below: nothing else can be rendered into a release. */
export type AnonymisedCells = readonly ReleaseCell[] & { readonly [anonymised]: true };
export type AnonymisedRelease = { programme: string; period: ReleasePeriod; cells: AnonymisedCells };

/**
 * Statistical disclosure control by threshold: a row for every technique and complaint of the catalogue,
 * whether or not anybody is in it; cells of fewer than 11 distinct clients are confidential, none included,
 * since a published 0 proves absence; what is shown is coarsened so that exact counts cannot be computed
 * back. No totals are released, so there is nothing to subtract. This is a suppressed aggregate and not a
 * guarantee.
 *
 * @param contributions of all consenting clients, in any order
 */
export function thresholdRelease(
  programme: string,
  period: ReleasePeriod,
  contributions: readonly Contribution[],
): AnonymisedRelease {
  const inCell = Map.groupBy(contributions, ({ technique, complaint }) => `${technique} ${complaint}`);
  const cells = TECHNIQUES.flatMap((technique) =>
    COMPLAINTS.map((complaint) => {
      const improvements = (inCell.get(`${technique} ${complaint}`) ?? []).map((one) => one.improvement);
      return { technique, complaint, ...publishable(improvements) };
    }),
  );
  return { programme, period, cells: cells as readonly ReleaseCell[] as AnonymisedCells };
}

function publishable(improvements: readonly number[]): Omit<ReleaseCell, 'technique' | 'complaint'> {
  const clients = improvements.length;
  if (clients < FEWEST_CLIENTS) {
    return {
      status: 'c',
      clients: null,
      meanImprovement: null,
      responderStatus: 'c',
      responderShare: null,
    };
  }
  // Medians of whole scores are halves, so this sum is exact in any order.
  const mean = improvements.reduce((sum, improvement) => sum + improvement, 0) / clients;
  const responders = improvements.filter((improvement) => improvement >= RESPONDER_POINTS).length;
  const showRate =
    clients >= FEWEST_FOR_RATE && responders >= FEWEST_CLIENTS && clients - responders >= FEWEST_CLIENTS;
  return {
    status: 'a',
    clients: Math.round(clients / COUNT_STEP) * COUNT_STEP,
    meanImprovement: clients >= FEWEST_FOR_RATE ? Math.round(mean * 10) / 10 : Math.round(mean * 2) / 2,
    responderStatus: showRate ? 'a' : 'c',
    responderShare: showRate ? Math.round((responders / clients) * RATE_STEPS) / RATE_STEPS : null,
  };
}
