import type { Change, Responders } from '../contract.ts';
import { wilson } from '../intervals/wilson.ts';
import type { CountedPair } from '../summaries/transitions.ts';
import { AT_LEAST_30_PERCENT } from './at-least-30-percent.ts';

type Rule = { eligible(pair: CountedPair): boolean; responds(pair: CountedPair): boolean };

/**
 * The 30 % rule, which alone is called that of responders where it stands alone, and two others under their own
 * names: half of the pain, and two points or more. In whole numbers, so that no rounding decides a case. A
 * before-score from which a rule cannot be met is not eligible.
 */
const RULES: Record<keyof Change['responders'], Rule> = {
  atLeast30Percent: AT_LEAST_30_PERCENT,
  atLeast50Percent: {
    eligible: ({ before }) => before >= 1,
    responds: ({ before, after }) => 2 * (before - after) >= before,
  },
  atLeast2Points: {
    eligible: ({ before }) => before >= 2,
    responds: ({ before, after }) => before - after >= 2,
  },
};

/** Responder rates by all three rules, with Wilson intervals; a rate without eligible pairs is null. */
export function responders(pairs: readonly CountedPair[]): Change['responders'] {
  return {
    atLeast30Percent: byRule(RULES.atLeast30Percent, pairs),
    atLeast50Percent: byRule(RULES.atLeast50Percent, pairs),
    atLeast2Points: byRule(RULES.atLeast2Points, pairs),
  };
}

function byRule(rule: Rule, pairs: readonly CountedPair[]): Responders {
  let eligible = 0;
  let count = 0;
  for (const pair of pairs) {
    if (!rule.eligible(pair)) continue;
    eligible += pair.count;
    if (rule.responds(pair)) count += pair.count;
  }
  return { eligible, count, rate: eligible === 0 ? null : count / eligible, ci95: wilson(count, eligible) };
}
