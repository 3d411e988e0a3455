import type { OutcomeStatistics } from '../claims/contract.ts';
import { completenessOf } from './tables/completeness-section.ts';
import { counted } from './words/listed.ts';

/** Something to do, and the page that says more of it. */
export type ToDo = { text: string; link?: { path: string; label: string } };

/** What an owner can do so that more can be said: from counts of what is missing. */
export function toDo({ techniques, dataQuality }: OutcomeStatistics): ToDo[] {
  const completeness = new Map(completenessOf(techniques).map(({ kind, ...counts }) => [kind, counts]));
  const lacking = (kind: 'withBoth' | 'withSustained') => {
    const { count, of } = completeness.get(kind)!;
    return of - count;
  };
  const [scores, later] = [lacking('withBoth'), lacking('withSustained')];
  const { refused } = dataQuality;
  const lines: ToDo[] = [
    ...(refused === null || refused === 0
      ? []
      : [{ text: `${counted(refused, 'row')} could not be read: mend and send again.` }]),
    ...(scores === 0
      ? []
      : [
          {
            text: `${counted(scores, 'session')} ${scores === 1 ? 'lacks' : 'lack'} a score: ask before and after.`,
            link: { path: '/therapists', label: 'Whose' },
          },
        ]),
    ...(later === 0
      ? []
      : [
          {
            text: `Of ${counted(later, 'session')} nobody knows how the next days were: hand out the journal.`,
          },
        ]),
  ];
  return lines.length === 0 ? [{ text: 'Nothing: every session has its scores.' }] : lines;
}
