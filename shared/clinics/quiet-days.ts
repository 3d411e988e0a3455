/** Nothing has come from a clinic for so many days: somebody should ask. */
export const QUIET_DAYS = 14;
/** A clinic that has been quiet for longer was asked, or has closed: it rings no more. */
export const LONGEST_QUIET_DAYS = 60;

const DAY_MILLISECONDS = 86_400_000;

/**
 * Whole days since the latest record came.
 *
 * @param lastArrival ISO instant
 */
export const quietDays = (lastArrival: string, now: Date): number =>
  Math.floor((now.getTime() - Date.parse(lastArrival)) / DAY_MILLISECONDS);
