import { COMPLAINTS, TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { LeastSquares } from '../statistics/regression/least-squares.ts';
import type { ComparisonModel } from './comparison-model.ts';
import type { TechniqueComparison } from './contract.ts';
import { type FactorLevels, FEWEST_CLIENTS_OF_A_LEVEL } from './factor-levels.ts';
import { spokenList, spokenTechnique } from './spoken.ts';

type Dropped = TechniqueComparison['dropped'];

/** What of the model the data cannot tell apart, and what has too few clients for a level of its own. */
export function droppedTerms(
  model: ComparisonModel,
  fit: LeastSquares,
  therapistIds: readonly string[],
): Dropped {
  const { complaint, otherTechniques, therapist } = model;
  return [
    ...pooled(complaint, (level) => `complaint ${COMPLAINTS[level]!}`),
    ...pooled(otherTechniques, (level) => `other technique ${TECHNIQUES[level]!}`),
    ...pooled(therapist, (level) => `therapist ${therapistIds[level]!}`),
    ...fit.aliased.map(({ column, combination }) => ({
      term: columnName(model, column, therapistIds),
      reason: aliasReason(model, combination),
    })),
  ];
}

/** Techniques that a combination of columns takes part in: they are what cannot be told apart. */
export function techniquesIn({ compared }: ComparisonModel, combination: Float64Array): Technique[] {
  return compared.techniques
    .filter((_, column) => Math.abs(combination[column]!) > 1e-6)
    .map((index) => TECHNIQUES[index]!);
}

/** What of a combination is not the technique, in words for a sentence. */
export function otherSideOf({ at }: ComparisonModel, combination: Float64Array): string {
  const touches = (from: number, to: number) =>
    combination.slice(from, to).some((weight) => Math.abs(weight) > 1e-6);
  const sides = [
    [at.therapist, combination.length, 'who gives them'],
    [at.complaint, at.otherTechniques, 'what they are given for'],
    [at.otherTechniques, at.therapist, 'what else is done in the session'],
    [at.minutes, at.complaint, 'how long the hands-on work takes'],
    [at.painBefore, at.minutes, 'the pain that clients come with'],
  ] as const;
  return spokenList(sides.filter(([from, to]) => touches(from, to)).map(([, , words]) => words));
}

function aliasReason(model: ComparisonModel, combination: Float64Array): string {
  const techniques = techniquesIn(model, combination);
  if (techniques.length === 0) return 'Left out: it says the same as other terms of the model.';
  return `The data cannot tell ${spokenList(techniques.map(spokenTechnique))} from ${otherSideOf(model, combination) || 'each other'}.`;
}

function pooled({ levelsOf, clients }: FactorLevels, name: (level: number) => string): Dropped {
  return levelsOf
    .filter((levels) => levels.some((level) => clients[level]! < FEWEST_CLIENTS_OF_A_LEVEL))
    .flat()
    .map((level) => ({
      term: name(level),
      reason: `Only ${clients[level] === 1 ? '1 client' : `${clients[level]} clients`}: counted together with others of fewer than ${FEWEST_CLIENTS_OF_A_LEVEL}.`,
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
