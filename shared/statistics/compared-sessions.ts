import { TECHNIQUES } from '../records/catalogue.ts';
import type { ComparedSession } from './compared-session.ts';
import type { OutcomeTable } from './outcome-table.ts';
import { NO_SCORE } from './pair-tally.ts';

/** The sessions of a table as comparisons look at them. */
export function comparedSessions({ sessions, clients }: OutcomeTable): ComparedSession[] {
  return Array.from({ length: sessions.length }, (_, row) => {
    const before = sessions.before.at(row);
    const after = sessions.after.at(row);
    const recovery = sessions.recovery.at(row);
    return {
      client: clients.textOf(sessions.client.at(row)),
      technique: TECHNIQUES[sessions.technique.at(row)]!,
      ...(before !== NO_SCORE && { painBefore: before }),
      ...(after !== NO_SCORE && { painAfter: after }),
      ...(recovery && { recovery }),
    };
  });
}
