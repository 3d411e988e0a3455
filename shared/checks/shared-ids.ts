import { type Finding, findingOf, type Row, type TimedSession } from './finding.ts';

/** Sessions whose one id stands under several clients: since ids belong to a client, only what is older than that. */
export function sharedIds(rows: readonly Row<TimedSession>[]): Finding[] {
  const byId = [...Map.groupBy(rows, ({ session }) => session.sessionId).values()];
  return byId
    .filter((same) => new Set(same.map(({ client }) => client)).size > 1)
    .map((same) => findingOf('one-id-two-clients', same));
}
