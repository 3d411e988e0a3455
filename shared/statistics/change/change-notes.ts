import type { Change } from '../contract.ts';

const PLURAL = { session: 'sessions', 'course of care': 'courses of care' } as const;
const RULE_NEEDS = { atLeast30Percent: 1, atLeast50Percent: 1, atLeast2Points: 2 } as const;

/**
 * Why parts of a change are null, and what its numbers leave out.
 *
 * @param unit what has the two scores of a pair
 */
export function changeNotes(path: string, change: Change, unit: keyof typeof PLURAL): string[] {
  const because = (part: string, reason: string) => `${path}.${part}: ${reason}`;
  const { n, clients, correlation, effectSize, wilcoxon, bounds } = change;
  if (n === 0) return [`${path}: no ${unit} has both scores`];
  const notes = [
    `${path}: ci95, wilcoxon and responders treat repeated ${PLURAL[unit]} of a client as independent; clustered does not`,
  ];
  if (n === 1) {
    for (const part of ['before.sd', 'after.sd', 'correlation', 'improvement.sd', 'ci95', 'effectSize']) {
      notes.push(because(part, 'needs at least 2 pairs'));
    }
  } else {
    if (correlation === null)
      notes.push(because('correlation', 'one of the scores is the same in all pairs'));
    if (change.improvement.sd === 0)
      notes.push(because('ci95', 'all improvements are equal, so it has no width'));
    if (effectSize.dz === null) notes.push(because('effectSize.dz', 'all improvements are equal'));
    if (effectSize.dav === null) notes.push(because('effectSize.dav', 'each score is the same in all pairs'));
    if (n < 3) notes.push(because('effectSize.gav', 'needs at least 3 pairs'));
    else if (effectSize.gav === null) notes.push(because('effectSize.gav', 'there is no dav'));
  }
  if (clients < 2) notes.push(because('clustered', 'needs at least 2 clients'));
  if (wilcoxon.n === 0) notes.push(because('wilcoxon', 'all improvements are 0'));
  else if (wilcoxon.p === null) notes.push(because('wilcoxon.p', 'needs at least 10 clients'));
  for (const [rule, least] of Object.entries(RULE_NEEDS)) {
    if (change.responders[rule as keyof typeof RULE_NEEDS].eligible > 0) continue;
    notes.push(because(`responders.${rule}`, `no before-score is ${least} or more`));
  }
  if (bounds.atLeast30Percent === null) {
    notes.push(
      because('bounds.atLeast30Percent', 'no before-score is 1 or more, with or without a second score'),
    );
  }
  if (change.byBaseline.some((stratum) => stratum.n < 2)) {
    notes.push(because('byBaseline', 'a stratum has a mean from 1 pair on and an SD from 2 pairs on'));
  }
  return notes;
}
