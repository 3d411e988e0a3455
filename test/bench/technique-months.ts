import { TECHNIQUES } from '../../shared/records/catalogue.ts';
import { PairTally } from '../../shared/statistics/change/pair-tally.ts';
import { responders } from '../../shared/statistics/change/responders.ts';
import type { GrowingColumn } from '../../shared/statistics/columns/growing-column.ts';
import { cells } from '../../shared/statistics/summaries/transitions.ts';
import { monthText } from '../../shared/statistics/table/month-number.ts';
import type { OutcomeTable } from '../../shared/statistics/table/outcome-table.ts';
import { kaplanMeier } from '../../shared/statistics/time-to-event/kaplan-meier.ts';
import type { ChangeSums, TechniqueMonth } from './technique-month.ts';

/** The tables of every technique and month that has sessions, in order. */
export function techniqueMonths(table: OutcomeTable): TechniqueMonth[] {
  const { sessions } = table;
  const groups = new Map<string, number[]>();
  for (let row = 0; row < sessions.length; row += 1) {
    const key = `${TECHNIQUES[sessions.technique.at(row)]} ${monthText(sessions.month.at(row))}`;
    const rows = groups.get(key);
    if (rows) rows.push(row);
    else groups.set(key, [row]);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, rows]) => {
      const [technique, month] = key.split(' ') as [string, string];
      return {
        technique,
        month,
        sessions: rows.length,
        clients: new Set(rows.map((row) => sessions.client.at(row))).size,
        immediate: changeSums(table, rows, sessions.after),
        sustained: changeSums(table, rows, sessions.sustained),
        recovery: recovery(table, rows),
      };
    });
}

function changeSums({ sessions }: OutcomeTable, rows: readonly number[], after: GrowingColumn): ChangeSums {
  const tally = new PairTally();
  for (const row of rows) tally.add(sessions.client.at(row), sessions.before.at(row), after.at(row));
  const clients = tally.clientSums();
  const n = clients.reduce((sum, client) => sum + client.n, 0);
  const { eligible, count } = responders(cells(tally.matrix)).atLeast30Percent;
  return {
    n,
    mean: n === 0 ? null : clients.reduce((sum, client) => sum + client.sum, 0) / n,
    eligible,
    responders: count,
    clusterPairs: clients.reduce((sum, client) => sum + client.n ** 2, 0),
    clusterSums: clients.reduce((sum, client) => sum + client.sum ** 2, 0),
  };
}

function recovery({ sessions }: OutcomeTable, rows: readonly number[]): TechniqueMonth['recovery'] {
  const curve = kaplanMeier(sessions.recovery.bracketsOf(rows));
  return {
    rows: curve.length,
    n: curve[0]?.atRisk ?? 0,
    events: curve.reduce((sum, { events }) => sum + events, 0),
    survival: curve.reduce((sum, { survival }) => sum + survival, 0),
  };
}
