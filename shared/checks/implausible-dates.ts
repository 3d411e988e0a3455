import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import { utcSeconds, utcText } from '../records/time/instant.ts';
import { type Finding, findingOf, rowsOf } from './finding.ts';

/** Within which instants something can have happened: seconds since 1970 UTC, the end exclusive. */
export type Plausible = { from: number; until: number };

/** What a client's month holds, as far as its dates are concerned. */
export type DatedClient = {
  client: string;
  sessions: readonly SessionOutcome[];
  /** Seconds since 1970 UTC. */
  journal: readonly { at: number }[];
};

/** Sessions and journal entries of a month that lie before the clinic opened or after tomorrow: one finding. */
export function implausibleDates(clients: readonly DatedClient[], { from, until }: Plausible): Finding[] {
  const isOutside = (seconds: number) => seconds < from || seconds >= until;
  const rows = rowsOf(clients).filter(({ session }) => isOutside(utcSeconds(session.startedAt)));
  const scores = clients.flatMap(({ client, journal }) =>
    journal.filter(({ at }) => isOutside(at)).map(({ at }) => ({ client, at: `${utcText(at)}Z` })),
  );
  if (rows.length === 0 && scores.length === 0) return [];
  return [findingOf('implausible-date', rows, scores.length === 0 ? {} : { scores })];
}
