import type { Comparisons } from '../contract.ts';

/**
 * Why parts of a comparison are null, and what its numbers leave out. Every note begins with the path of
 * what it speaks of, and every null lies at or under the path of a note.
 */
export function comparisonNotes(result: Omit<Comparisons, 'notes'>): string[] {
  const { reference, adjusted, standardised, pairs, overall, logRank } = result;
  if (reference === null) {
    const reason = 'fewer than two techniques have an immediate pair from 10 clients';
    return ['reference', 'overall', 'logRank'].map((path) => `${path}: ${reason}`);
  }
  const notes = ['adjusted: techniques were chosen, not drawn by lot; the model knows only the score before'];
  if (adjusted.some(({ mean }) => mean === null)) {
    const reason =
      'within each technique all scores before are equal, so the score cannot be told from the technique';
    notes.push(...['adjusted', 'pairs', 'overall'].map((path) => `${path}: ${reason}`));
  } else {
    if (adjusted.some(({ ci95 }) => ci95 === null)) {
      notes.push('adjusted: se and ci95 are left out where too few clients leave no degrees of freedom');
    }
    if (pairs.some(({ p }) => p === null)) {
      notes.push(
        'pairs: there is no p where nothing varies around the model, or no degrees of freedom are left',
      );
    }
    if (overall.p === null) {
      notes.push('overall: nothing varies around the model, or too few clients leave no degrees of freedom');
    }
  }
  if (standardised.some((row) => row.mean !== null && row.ci95 === null)) {
    notes.push('standardised: se and ci95 are left out where one client alone leaves no degrees of freedom');
  }
  if (standardised.some(({ mean }) => mean === null)) {
    notes.push('standardised: a technique without a mean has the reason in its own note');
  }
  notes.push(
    logRank.p === null
      ? 'logRank: fewer than two of the techniques have sessions at risk of an observed recovery'
      : 'logRank: repeated sessions of a client are treated as independent',
  );
  return notes;
}
