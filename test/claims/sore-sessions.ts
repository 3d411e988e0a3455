import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import type { Technique } from '../../shared/records/catalogue.ts';
import { normalQuantile } from '../../shared/statistics/distributions/normal-quantile.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { client, outcome } from '../statistics/outcomes.ts';

const HOUR = 3600;

/** A session of which soreness was reported at these hours, sore while they are below `gone`. */
export function soreSession(
  gone: number,
  hours: readonly number[],
  fields: Partial<SessionOutcome> = {},
): SessionOutcome {
  const sorenessReports = hours.map((at) => Math.round(at * HOUR));
  const sore = hours.filter((at) => at < gone).length;
  const last = sorenessReports.at(-1);
  if (last === undefined) return outcome(fields);
  return outcome({
    sorenessReports,
    recovery:
      sore < hours.length
        ? { event: true, after: sorenessReports[sore - 1] ?? 0, by: sorenessReports[sore]! }
        : { event: false, last },
    ...(sore > 0 ? { firstSore: sorenessReports[0]! } : {}),
    ...fields,
  });
}

/** Hours of soreness at an evenly spread share of a log-normal distribution. */
const goneAt = (median: number, index: number) =>
  median * Math.exp(0.6 * normalQuantile(((index * 0.6180339887498949 + 0.31) % 1) * 0.98 + 0.01));

/** Clients with three sessions each whose soreness stays as long as in a log-normal distribution of that median. */
export function soreClients({
  technique,
  median,
  clients,
  gap,
  until = 150,
  name = technique,
}: {
  technique: Technique;
  median: number;
  clients: number;
  /** Hours between reports. */
  gap: number;
  until?: number;
  name?: string;
}): ClientSessions[] {
  return Array.from({ length: clients }, (_, number) =>
    client(
      `${name}-${number}`,
      [0, 1, 2].map((visit) => {
        const index = 3 * number + visit;
        const first = 1 + ((index * 0.7548776662466927) % 1) * (gap - 1);
        const hours = Array.from({ length: Math.floor(until / gap) }, (_, report) => first + report * gap);
        return soreSession(goneAt(median, index), hours, {
          technique,
          combination: [technique],
          startedAt: `2026-0${visit + 1}-03T10:00:00-05:00`,
        });
      }),
    ),
  );
}
