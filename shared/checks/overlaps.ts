import { type Finding, findingOf, type Row, type TimedSession } from './finding.ts';

type Timed = Row<TimedSession>;

/**
 * Clients and therapists who would have been at two places at once. A session that starts when the other ends does
 * not overlap; of many at once each is told with the one that was to last longest.
 *
 * @param rows in order of start
 */
export function overlaps(rows: readonly Timed[]): Finding[] {
  const ofClients = pairsBy(rows, ({ client }) => client);
  // What one client's own sessions have told already, and one session under two clients, are not told twice.
  const ofTherapists = pairsBy(rows, ({ session }) => session.therapistId).filter(
    ([one, other]) => one.client !== other.client && one.session.sessionId !== other.session.sessionId,
  );
  return [
    ...ofClients.map((pair) => findingOf('client-in-two-places', pair)),
    ...ofTherapists.map((pair) => findingOf('therapist-in-two-places', pair)),
  ];
}

function pairsBy(rows: readonly Timed[], whose: (row: Timed) => string): [Timed, Timed][] {
  return [...Map.groupBy(rows, whose).values()].flatMap((own) => {
    const pairs: [Timed, Timed][] = [];
    let open: Timed | undefined;
    for (const row of own) {
      if (open && row.start < open.end) pairs.push([open, row]);
      if (!open || row.end > open.end) open = row;
    }
    return pairs;
  });
}
