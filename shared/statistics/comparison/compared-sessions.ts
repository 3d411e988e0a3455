import { TECHNIQUES } from '../../records/catalogue.ts';
import { NO_SCORE } from '../change/pair-tally.ts';
import type { OutcomeTable } from '../table/outcome-table.ts';
import type { ComparedSession } from './compared-session.ts';

/** The sessions of a table as comparisons look at them, each made when it comes to it: there may be a million. */
export function comparedSessions(table: OutcomeTable): Iterable<ComparedSession> {
  return { [Symbol.iterator]: () => sessionsOf(table) };
}

function* sessionsOf({ sessions, clients }: OutcomeTable): Generator<ComparedSession> {
  for (let row = 0; row < sessions.length; row += 1) {
    const before = sessions.before.at(row);
    const after = sessions.after.at(row);
    const session: ComparedSession = {
      client: clients.textOf(sessions.client.at(row)),
      technique: TECHNIQUES[sessions.technique.at(row)]!,
    };
    if (before !== NO_SCORE) session.painBefore = before;
    if (after !== NO_SCORE) session.painAfter = after;
    const recovery = sessions.recovery.at(row);
    if (recovery) session.recovery = recovery;
    yield session;
  }
}
