import type { Goal } from '../records/goal.ts';
import type { Held } from '../records/held.ts';
import { utcSortKey } from '../records/instant.ts';
import type { Fact } from '../records/record.ts';

/** What a client reported at one instant. */
export type JournalLine = {
  at: string;
  pain?: number;
  soreness?: number;
  /** What was measured for a task, `task:reach-top-shelf`. */
  task?: { measure: string; able: boolean };
};

/**
 * A client's journal line by line: scores and answers about tasks of one instant together, in order of time.
 *
 * @param facts the client's, in any order
 * @param goals those that measurements may be about
 */
export function journalLines(facts: readonly Held<Fact>[], goals: readonly Held<Goal>[]): JournalLine[] {
  const tasks = new Map(
    goals.filter(({ unit }) => unit === 'yes-no').map(({ goalId, measure }) => [goalId, measure]),
  );
  const lines = new Map<string, JournalLine>();
  const lineAt = (at: string) => {
    const line = lines.get(utcSortKey(at)) ?? { at };
    lines.set(utcSortKey(at), line);
    return line;
  };
  for (const fact of facts) {
    if (fact.type === 'pain-score') {
      const { pain, soreness } = fact;
      Object.assign(lineAt(fact.at), pain !== undefined && { pain }, soreness !== undefined && { soreness });
    }
    if (fact.type === 'measurement' && tasks.has(fact.goalId)) {
      lineAt(fact.at).task = { measure: tasks.get(fact.goalId)!, able: fact.value === 1 };
    }
  }
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}
