import type { GoalClaims } from './contract.ts';

/** Stands where goals were not looked at: they are judged as of a date, not by the months of sessions. */
export const GOALS_NOT_LOOKED_AT: GoalClaims = {
  closed: null,
  attained: { withheld: 'Goals were not looked at here.' },
  meanT: { withheld: 'Goals were not looked at here.' },
  open: null,
};
