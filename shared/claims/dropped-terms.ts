import { COMPLAINTS, TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { LeastSquares } from '../statistics/regression/least-squares.ts';
import type { ComparisonModel } from './comparison-model.ts';
import type { TechniqueComparison } from './contract.ts';
import { type FactorLevels, FEWEST_CLIENTS_OF_A_LEVEL } from './factor-levels.ts';
import { spokenList, spokenTechnique } from './spoken.ts';

type Dropped = TechniqueComparison['dropped'];

/** A weight of a combination this small is a rounding error. */
const NOTHING = 1e-6;

/**
 * What of the model the data cannot tell apart, and what has too few clients for a level of its own.
 *
 * @param therapistIds by rank
 */
export function droppedTerms(
  model: ComparisonModel,
  fit: LeastSquares,
  therapistIds: readonly string[],
): Dropped {
  const { compared, complaint, otherTechniques, therapist } = model;
  if (compared.techniques.length === 0) return [];
  return [
    ...pooled(complaint, (level) => `complaint ${COMPLAINTS[level]!}`),
    ...pooled(otherTechniques, (level) => `other technique ${TECHNIQUES[level]!}`),
    ...pooled(therapist, (level) => `therapist ${therapistIds[level]!}`),
    ...fit.aliased.map(({ column, combination }) => ({
      term: columnName(model, column, therapistIds),
      reason: aliasReason(model, column, combination),
    })),
  ];
}

/**
 * Techniques whose differences a combination of columns hides. Those that take part in it alike can still be told
 * from each other, so that of two such groups the smaller is named, and all where none is.
 */
export function techniquesIn({ compared }: ComparisonModel, combination: Float64Array): Technique[] {
  const weights = compared.techniques.map((_, column) => combination[column]!);
  const alike = weights.map((weight) => weights.filter((other) => Math.abs(other - weight) < NOTHING).length);
  const most = Math.max(...alike);
  if (most === weights.length) return [];
  const named = alike.some((count) => count < most)
    ? alike.map((count) => count < most)
    : alike.map(() => true);
  return compared.techniques.filter((_, index) => named[index]).map((index) => TECHNIQUES[index]!);
}

/** That the data cannot tell techniques from what else a combination is made of, in a sentence. */
export function confounded(
  model: ComparisonModel,
  combination: Float64Array,
  techniques: readonly Technique[],
): string {
  const named = spokenList(techniques.map(spokenTechnique));
  const sides = otherSides(model, combination, techniques.length === 1);
  return `The data cannot tell ${named} from ${spokenList(sides)}.`;
}

function otherSides({ at }: ComparisonModel, combination: Float64Array, isOne: boolean): string[] {
  const sides = [
    [at.therapist, combination.length, isOne ? 'who gives it' : 'who gives them'],
    [at.complaint, at.otherTechniques, isOne ? 'what it is given for' : 'what they are given for'],
    [at.otherTechniques, at.therapist, 'what else is done in the session'],
    [at.minutes, at.complaint, 'how long the hands-on work takes'],
    [at.painBefore, at.minutes, 'the pain that clients come with'],
  ] as const;
  return sides
    .filter(([from, to]) => combination.slice(from, to).some((weight) => Math.abs(weight) > NOTHING))
    .map(([, , words]) => words);
}

function aliasReason(model: ComparisonModel, column: number, combination: Float64Array): string {
  const techniques = techniquesIn(model, combination);
  if (techniques.length > 0) return confounded(model, combination, techniques);
  const isAlone = combination
    .subarray(model.at.painBefore)
    .every((weight, index) => index === column - model.at.painBefore || Math.abs(weight) < NOTHING);
  return isAlone
    ? 'Left out: it is the same in all sessions.'
    : 'Left out: it says the same as other terms of the model.';
}

function pooled({ levelsOf, clients }: FactorLevels, name: (level: number) => string): Dropped {
  const small = levelsOf
    .filter((levels) => levels.some((level) => clients[level]! < FEWEST_CLIENTS_OF_A_LEVEL))
    .flat();
  const how =
    small.length === 1
      ? ', and no other small group to count them with'
      : `: counted together with others of fewer than ${FEWEST_CLIENTS_OF_A_LEVEL}`;
  return small.map((level) => ({
    term: name(level),
    reason: `Only ${clients[level] === 1 ? '1 client' : `${clients[level]} clients`}${how}.`,
  }));
}

function columnName(model: ComparisonModel, column: number, therapistIds: readonly string[]): string {
  const { at, compared, complaint, otherTechniques, therapist } = model;
  const names = (levels: readonly number[], name: (level: number) => string) => levels.map(name).join(', ');
  if (column < at.painBefore) return `technique ${TECHNIQUES[compared.techniques[column]!]!}`;
  if (column === at.painBefore) return 'painBefore';
  if (column === at.minutes) return 'minutes';
  if (column < at.otherTechniques) {
    return `complaint ${names(complaint.levelsOf[column - at.complaint]!, (level) => COMPLAINTS[level]!)}`;
  }
  if (column < at.therapist) {
    const levels = otherTechniques.levelsOf[column - at.otherTechniques]!;
    return `other technique ${names(levels, (level) => TECHNIQUES[level]!)}`;
  }
  const levels = therapist.levelsOf[column - at.therapist]!;
  return `therapist ${names(levels, (level) => therapistIds[level]!)}`;
}
