import type { Goal } from '../records/goal.ts';
import type { Fact } from '../records/record.ts';
import { utcSortKey } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import type { Told } from './journal-moment.ts';
import { kindOfQuestion } from './journal-questions.ts';

/** What a client reported at one instant. */
export type JournalLine = {
  at: string;
  pain?: number;
  soreness?: number;
  /** How long after it was felt it was told; absent for what was told at once. */
  window?: Exclude<Told['window'], 'now'>;
  /** How goals stood: `task:reach-top-shelf` 1 or 0, `psfs:running` 0 to 10, `recovery-hours` hours. */
  goals?: { measure: string; value: number }[];
};

/**
 * A client's journal line by line: scores and answers about goals of one instant together, in order of time.
 *
 * @param facts the client's, in any order
 * @param goals those that measurements may be about
 */
export function journalLines(facts: readonly Held<Fact>[], goals: readonly Held<Goal>[]): JournalLine[] {
  const asked = new Map(
    goals
      .filter((goal) => kindOfQuestion(goal) !== undefined)
      .map(({ goalId, measure }) => [goalId, measure]),
  );
  const lines = new Map<string, JournalLine>();
  const lineAt = (at: string) => {
    const line = lines.get(utcSortKey(at)) ?? { at };
    lines.set(utcSortKey(at), line);
    return line;
  };
  for (const fact of facts) {
    if (fact.type === 'pain-score') {
      const { pain, soreness, window } = fact;
      Object.assign(
        lineAt(fact.at),
        pain !== undefined && { pain },
        soreness !== undefined && { soreness },
        window !== 'now' && { window },
      );
    }
    const measure = fact.type === 'measurement' && fact.goalId !== undefined && asked.get(fact.goalId);
    if (fact.type === 'measurement' && measure) {
      const line = lineAt(fact.at);
      line.goals = [...(line.goals ?? []), { measure, value: fact.value }];
    }
  }
  return [...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, line]) => line);
}
