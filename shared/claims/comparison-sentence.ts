import type { Technique } from '../records/catalogue.ts';
import { detectableDifference } from '../statistics/detectable-difference.ts';
import { median } from '../statistics/median.ts';
import {
  type ComparedPair,
  FEWEST_CLIENTS,
  isSaid,
  type TechniqueComparison,
  type WithheldPair,
} from './contract.ts';
import { betterThan } from './lead.ts';
import { spokenDifference, spokenList, spokenPoints, spokenTechnique } from './spoken.ts';

/** What the terms of the model are called in a sentence. */
export const TERM_WORDS: Readonly<Record<string, string>> = {
  painBefore: 'pain before',
  minutes: 'hands-on time',
  complaint: 'complaint',
  otherTechniques: 'what else was done',
  therapist: 'therapist',
};

/**
 * What the comparison says, in one or two sentences: the lead, or the differences that hold, or what could have been
 * seen. Nothing is ever called equal for lack of data.
 */
export function comparisonSentence(
  compared: readonly Technique[],
  terms: readonly string[],
  pairs: readonly (ComparedPair | WithheldPair)[],
  lead: TechniqueComparison['lead'],
): string {
  if (compared.length < 2) {
    return `Techniques cannot be compared yet: that takes two of which ${FEWEST_CLIENTS} clients have a score before and after.`;
  }
  const allowing = `allowing for ${spokenList(terms.map((term) => TERM_WORDS[term]!))}`;
  if (lead) return `${lead.sentence.slice(0, -1)}, ${allowing}.`;
  const tested = pairs.filter((pair) => isSaid(pair));
  if (tested.length === 0) {
    return `The techniques cannot be told apart from other things that differ between them, ${allowing}.`;
  }
  const differences = compared.flatMap((technique) =>
    betterThan(technique, pairs).map(
      ({ over, difference, ci95 }) =>
        `more with ${spokenTechnique(technique)} than with ${spokenTechnique(over)}, by ${spokenDifference(difference, ci95)}`,
    ),
  );
  if (differences.length > 0) {
    return `Pain fell ${spokenList(differences)}, ${allowing}. No technique stands out from all the others.`;
  }
  return `No technique stands out: ${allowing}, they differ by less than can be told apart. ${couldBeSeen(tested)}`;
}

function couldBeSeen(tested: readonly ComparedPair[]): string {
  const points = median(tested.map(({ se, df }) => detectableDifference(se, df, tested.length)))!;
  const size = `difference of about ${spokenPoints(points)} points`;
  if (tested.length === 1) {
    return `A ${size} between the two would have been seen four times in five.`;
  }
  return `For half of the pairs, a ${size} would have been seen four times in five; for the others it would have to be larger.`;
}
