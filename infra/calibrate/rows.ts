import type { Pledge, Scenario } from './scenarios/scenario.ts';
import { SCENARIOS } from './scenarios/scenarios.ts';

/** A kind of clinic and those of its pledges that are asked about. */
export type Rows = { scenario: Scenario; pledges: readonly Pledge[] };

/** All rows of the table, or those of one claim. */
export function rowsOf(only: string | undefined): Rows[] {
  return SCENARIOS.map((scenario) => ({
    scenario,
    pledges: scenario.pledges.filter(({ claim }) => only === undefined || claim === only),
  })).filter(({ pledges }) => pledges.length > 0);
}

/** The claims that there are promises of, each once. */
export function pledgedClaims(): string[] {
  return [...new Set(SCENARIOS.flatMap(({ pledges }) => pledges.map(({ claim }) => claim)))];
}
