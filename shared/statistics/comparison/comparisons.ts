import type { Technique } from '../../records/catalogue.ts';
import type { Comparisons } from '../contract.ts';
import { logRank } from '../time-to-event/log-rank.ts';
import { type Brackets, OPEN } from '../turnbull/brackets.ts';
import { adjustedComparison } from './adjusted-comparison.ts';
import { comparedPairs } from './compared-pairs.ts';
import type { ComparedSession } from './compared-session.ts';
import { comparisonNotes } from './comparison-notes.ts';
import { directStandardisation } from './direct-standardisation.ts';

const MODEL = 'improvement ~ painBefore + technique';

const TOO_FEW: Omit<Comparisons, 'notes'> = {
  model: MODEL,
  reference: null,
  adjusted: [],
  standardised: [],
  pairs: [],
  overall: { statistic: null, df1: null, df2: null, p: null },
  logRank: { chi2: null, df: null, p: null },
};

/**
 * The techniques of which at least 10 clients have an immediate pair, against each other: immediate
 * improvement, adjusted for the score before by a model and standardised to its strata without one, and
 * recovery time of all their sessions, at the right end of its brackets.
 *
 * @param sessions in any order, to be gone through twice; neither it nor the text of client ids changes a digit
 * @returns empty lists and null leaves for fewer than two such techniques
 */
export function comparisons(sessions: Iterable<ComparedSession>): Comparisons {
  const compared = comparedPairs(sessions);
  const { techniques } = compared;
  if (techniques.length < 2) return withNotes({ ...TOO_FEW });
  const { adjusted, pairs, overall } = adjustedComparison(compared);
  return withNotes({
    model: MODEL,
    reference: techniques[0]!,
    adjusted,
    standardised: directStandardisation(compared),
    pairs,
    overall,
    logRank: logRank(recoveries(sessions, techniques)),
  });
}

function withNotes(result: Omit<Comparisons, 'notes'>): Comparisons {
  return { ...result, notes: comparisonNotes(result) };
}

/** The brackets of each technique's recoveries. */
function recoveries(sessions: Iterable<ComparedSession>, techniques: readonly Technique[]): Brackets[] {
  const groups = new Map(
    techniques.map((technique) => [technique, { after: [] as number[], by: [] as number[] }]),
  );
  for (const { technique, recovery } of sessions) {
    const group = groups.get(technique);
    if (!recovery || !group) continue;
    group.after.push(recovery.event ? recovery.after : recovery.last);
    group.by.push(recovery.event ? recovery.by : OPEN);
  }
  return [...groups.values()].map(({ after, by }) => ({
    after: Int32Array.from(after),
    by: Int32Array.from(by),
  }));
}
