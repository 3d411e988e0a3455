import type { Claims } from '../../../shared/claims/contract.ts';
import type { GoalOfClient } from '../../../shared/goals/goal-of-client.ts';
import type { goalStanding } from '../../../shared/goals/goal-standing.ts';
import type { OutcomeTable } from '../../../shared/statistics/table/outcome-table.ts';
import type { Clinic } from '../clinics/clinic.ts';
import type { Draws } from '../clinics/draws.ts';

/** What was said of a clinic's file. */
export type Said = {
  claims: Claims;
  /** What the claims were made of. */
  table: OutcomeTable;
  goals: readonly GoalOfClient[];
  /** What says how a goal stands. */
  standingOf: typeof goalStanding;
};

/** A promise of claims.md, or a stricter one, for one kind of clinic. */
export type Pledge = {
  /** Of which claim: what `--only` asks for. */
  claim: string;
  /** What is to come true, such as `holds the truth`. */
  promise: string;
  /** In what share of the data sets in which there is a claim. */
  atLeast: number;
  /** Whether the promise was kept; null where nothing was claimed. */
  isKept(said: Said): boolean | null;
};

/** One kind of clinic whose truth is known. */
export type Scenario = {
  name: string;
  simulate(draws: Draws): Clinic;
  pledges: readonly Pledge[];
};
