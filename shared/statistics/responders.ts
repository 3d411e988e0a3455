import type { Change, Responders } from './contract.ts';
import type { CountedPair } from './transitions.ts';
import { wilson } from './wilson.ts';

type Rule = { eligible(pair: CountedPair): boolean; responds(pair: CountedPair): boolean };

/**
 * Who counts as a responder (Farrar 2001, Pain 94:149; Dworkin 2008, J Pain 9:105), in whole numbers, so
 * that no rounding decides a case. A before-score from which the rule cannot be met is not eligible.
 */
const RULES: Record<keyof Change['responders'], Rule> = {
  atLeast30Percent: {
    eligible: ({ before }) => before >= 1,
    responds: ({ before, after }) => 10 * (before - after) >= 3 * before,
  },
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
