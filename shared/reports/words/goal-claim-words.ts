import { type GoalClaims, isSaid } from '../../claims/contract.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import { shareText } from './claim-words.ts';
import { counted } from './listed.ts';
import { decimal, range } from './number-text.ts';

/** What may be said of a clinic's goals, a sentence each. */
export function goalSentences(claims: GoalClaims): string[] {
  const { asOf, closed, measured, reachedOnce, attained, meanT, open } = claims;
  if (asOf === null || closed === null || measured === null || open === null) {
    return isSaid(attained) ? [] : [attained.withheld];
  }
  if (closed + open === 0) return [`No goal had been set by ${dateWords(asOf)}.`];
  if (closed === 0) {
    return [
      `As of ${dateWords(asOf)}, ${counted(open, 'goal')} ${isOrAre(open)} open and none is past its due date, so it is too early to say how many are attained.`,
    ];
  }
  const counts = `As of ${dateWords(asOf)}, ${counted(closed, 'goal')} ${isOrAre(closed)} past the due date and ${open} ${isOrAre(open)} open.`;
  if (measured === 0) {
    return [
      `${counts} None of those past the due date was ever measured, so nobody knows how many were attained.`,
    ];
  }
  const unmeasured = closed - measured;
  return [
    unmeasured === 0
      ? counts
      : `${counts} ${unmeasured} of those past the due date ${unmeasured === 1 ? 'was' : 'were'} never measured.`,
    isSaid(attained)
      ? `Of the ${measured} that were measured, ${shareText(attained)} were attained.${reachedOnceWords(reachedOnce ?? 0)}`
      : attained.withheld,
    isSaid(meanT)
      ? `Where 50 means as expected (Goal Attainment Scaling), the goals of ${counted(meanT.clients, 'client')} stand at ${decimal(meanT.value, 1)} on average (${range(meanT.ci95, 1)}), from ${decimal(meanT.baseline, 1)} at the start.`
      : meanT.withheld,
  ];
}

const isOrAre = (count: number) => (count === 1 ? 'is' : 'are');

/** So that nobody reads the rest as missed. */
function reachedOnceWords(count: number): string {
  if (count === 0) return '';
  const were = count === 1 ? ' 1 more was at its target' : ` ${count} more were at their target`;
  return `${were} at the last look and not at the one shortly before.`;
}
