import { clientRows } from '../../shared/claims/client-rows.ts';
import { comparedRows, comparisonModel } from '../../shared/claims/comparison-model.ts';
import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { utcText } from '../../shared/records/time/instant.ts';
import { leastSquares } from '../../shared/statistics/regression/least-squares.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { client, outcome, tableOf } from '../statistics/outcomes.ts';

/** A session that is written as pain before and after, and whatever else it differs in. */
export type Visit = Partial<Omit<SessionOutcome, 'painBefore' | 'painAfter'>> & {
  before?: number | undefined;
  after?: number | undefined;
};

const START = Date.UTC(2026, 0, 5, 10) / 1000;
const WEEK = 7 * 86_400;

/** A client who comes once a week; of the same technique alone unless a combination is given. */
function clientOf(name: string, visits: readonly Visit[]): ClientSessions {
  return client(
    name,
    visits.map(({ before, after, ...fields }, week) => {
      const technique = fields.technique ?? 'deep-tissue';
      return outcome({
        sessionId: `s-${week}`,
        startedAt: `${utcText(START + week * WEEK)}+00:00`,
        technique,
        combination: [technique],
        ...(before !== undefined && { painBefore: before }),
        ...(after !== undefined && { painAfter: after }),
        ...fields,
      });
    }),
  );
}

/** Each of these clients comes once a week, and in the order given. */
export function clientsOf(all: readonly (readonly Visit[])[]): ClientSessions[] {
  return all.map((visits, index) => clientOf(`c-${index}`, visits));
}

/** As many as asked for, of one kind. */
export function times(count: number, visits: (index: number) => readonly Visit[]): (readonly Visit[])[] {
  return Array.from({ length: count }, (_, index) => visits(index));
}

/** The table of clients, and the model of the comparison with therapists and its fit. */
export function modelOf(all: readonly (readonly Visit[])[]) {
  const table = tableOf(...clientsOf(all));
  const ordered = clientRows(table);
  const compared = comparedRows(table, ordered);
  const model = comparisonModel(table, compared, ordered.therapistRank, { therapists: true });
  return { table, ordered, compared, model, fit: leastSquares(model.design) };
}
