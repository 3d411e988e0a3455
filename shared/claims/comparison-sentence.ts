import type { Technique } from '../records/catalogue.ts';
import { detectableDifference } from '../statistics/intervals/detectable-difference.ts';
import { median } from '../statistics/summaries/median.ts';
import {
  type ComparedPair,
  FEWEST_CLIENTS,
  isSaid,
  type TechniqueComparison,
  type WithheldPair,
} from './contract.ts';
import { betterThan, moved } from './lead.ts';
import { NO_SPREAD, spokenDetectable, spokenDifference, spokenList, spokenTechnique } from './spoken.ts';

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
 *
 * @param rising techniques after which pain rose
 */
export function comparisonSentence(
  compared: readonly Technique[],
  terms: readonly string[],
  pairs: readonly (ComparedPair | WithheldPair)[],
  lead: TechniqueComparison['lead'],
  rising: ReadonlySet<Technique> = new Set(),
): string {
  if (compared.length < 2) {
    return `Techniques cannot be compared yet: that takes two of which ${FEWEST_CLIENTS} clients have a score before and after.`;
  }
  const allowing =
    terms.length === 0 ? [] : [`allowing for ${spokenList(terms.map((term) => TERM_WORDS[term]!))}`];
  if (lead) return `${[lead.sentence.slice(0, -1), ...allowing].join(', ')}.`;
  const tested = pairs.filter((pair) => isSaid(pair));
  if (tested.length === 0) return ['The techniques cannot be compared yet.', ...reasons(pairs)].join(' ');
  const differences = compared.flatMap((technique) =>
    betterThan(technique, pairs).map(
      ({ over, difference, ci95 }) =>
        `${moved(technique, rising)} with ${spokenTechnique(technique)} than with ${spokenTechnique(over)}, by ${spokenDifference(difference, ci95)}`,
    ),
  );
  const seen =
    differences.length > 0
      ? `${[`Pain ${saidOnce(differences)}`, ...allowing].join(', ')}. No technique stands out from all the others.`
      : nothingStandsOut(compared, tested, allowing);
  return [seen, ...leftOut(compared, pairs)].join(' ');
}

/** Listed; where pain fell in all of them, that is said with the first alone. */
function saidOnce(differences: readonly string[]): string {
  const fell = 'fell ';
  if (!differences.every((each) => each.startsWith(fell))) return spokenList(differences);
  return fell + spokenList(differences.map((each) => each.slice(fell.length)));
}

function nothingStandsOut(
  compared: readonly Technique[],
  tested: readonly ComparedPair[],
  allowing: readonly string[],
): string {
  const among = compared.filter((technique) => tested.some(({ a, b }) => a === technique || b === technique));
  const them = among.length === compared.length ? 'they' : spokenList(among.map(spokenTechnique));
  if (tested.every(({ se }) => se < NO_SPREAD)) {
    const alike = `pain changed alike with ${them === 'they' ? 'all of them' : them}`;
    return `No technique stands out: ${[...allowing, alike].join(', ')}, to the point. Scores that never vary cannot tell techniques apart, so look whether each was asked for.`;
  }
  const apart = `${them} differ by less than can be told apart`;
  return `No technique stands out: ${[...allowing, apart].join(', ')}. ${couldBeSeen(tested)}`;
}

function couldBeSeen(tested: readonly ComparedPair[]): string {
  const points = median(tested.map(({ se, df }) => detectableDifference(se, df, tested.length)))!;
  const size = `difference of about ${spokenDetectable(points)} points`;
  if (tested.length === 1) return `A ${size} between the two would have been seen four times in five.`;
  return `For half of the pairs, a ${size} would have been seen four times in five; for the others it would have to be larger.`;
}

/** Techniques that could be held against none of the others, each with a reason. */
function leftOut(compared: readonly Technique[], pairs: readonly (ComparedPair | WithheldPair)[]): string[] {
  return compared.flatMap((technique) => {
    const own = pairs.filter(({ a, b }) => a === technique || b === technique);
    if (own.some((pair) => isSaid(pair))) return [];
    const [why] = reasons(own);
    const name = spokenTechnique(technique);
    return [`${name.charAt(0).toUpperCase()}${name.slice(1)} could not be compared. ${why}`];
  });
}

/** Each reason once; more than three tell nobody more. */
function reasons(pairs: readonly (ComparedPair | WithheldPair)[]): string[] {
  return [...new Set(pairs.flatMap((pair) => (isSaid(pair) ? [] : [pair.withheld])))].slice(0, 3);
}
