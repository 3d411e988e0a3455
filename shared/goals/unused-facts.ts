import { scoresInOrder, sessionsInOrder } from '../outcomes/client-order.ts';
import { sessionOutcomes } from '../outcomes/session-outcomes.ts';
import type { UnusedReason } from '../records/files/row-account.ts';
import type { Fact } from '../records/record.ts';
import { utcSeconds } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import { FactUse } from './fact-use.ts';

/**
 * Those of a client's facts of which nothing is made yet, with the reason. Sessions, goals and care are always told of.
 *
 * @param facts all that are in force, in any order, as clocks of the clinic show them
 */
export function unusedFacts(facts: readonly Held<Fact>[]): Map<Held<Fact>, UnusedReason> {
  const records = facts.filter((fact) => fact.type === 'session' || fact.type === 'pain-score');
  const scores = scoresInOrder(records);
  const sessions = sessionsInOrder(records).map((placed) => ({
    ...placed,
    end: utcSeconds(placed.record.endedAt),
  }));
  const outcomes = sessionOutcomes(sessions, scores);
  const use = new FactUse(
    outcomes.map((session, index) => ({ session, at: sessions[index]!.at, end: sessions[index]!.end })),
    facts.filter((fact) => fact.type === 'goal'),
  );
  const unused = new Map<Held<Fact>, UnusedReason>();
  for (const fact of facts) {
    const reason = reasonOf(fact, use);
    if (reason !== undefined) unused.set(fact, reason);
  }
  return unused;
}

function reasonOf(fact: Held<Fact>, use: FactUse): UnusedReason | undefined {
  if (fact.type === 'pain-score') return use.ofScore({ at: utcSeconds(fact.at), record: fact });
  if (fact.type === 'measurement') return use.ofMeasurement(fact);
  return fact.type === 'consent' ? use.ofConsent() : undefined;
}
