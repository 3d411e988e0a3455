/**
 * Whether a client may count in a period: in at most so many periods of a programme, ever. This makes the
 * privacy loss of a period times that number the most that can ever be told of a client. The first ones
 * count, so a programme leans towards new clients.
 *
 * @param countedPeriods in which the client has counted, in any order; the period itself when this is a retry
 * @param most Budget.periodsPerClient
 */
export function mayCount(countedPeriods: Iterable<string>, period: string, most: number): boolean {
  const counted = new Set(countedPeriods);
  return counted.has(period) || counted.size < most;
}
