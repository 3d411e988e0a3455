import type { OutcomeStatistics } from '../claims/contract.ts';
import type { Comparisons, DataQuality, Group, Trend } from '../statistics/contract.ts';
import { clinicalImportance, IMPORTANT_POINTS } from './clinical-importance.ts';
import { FEWEST_CLIENTS } from './complaint-table.ts';
import { completenessOf } from './completeness-section.ts';
import { againstExpected } from './expected-recovery.ts';
import { counted, listed } from './listed.ts';
import { decimal, part, percent } from './number-text.ts';
import { techniqueInWords } from './words.ts';

/** What each chart of the owner's report shows, in a sentence or two: for whoever cannot see it, and to be sure of it. */

export function forestSentence(techniques: readonly Group[], comparisons: Comparisons): string {
  const judged = clinicalImportance(techniques, comparisons);
  if (judged.length === 0)
    return 'No session has a score before and one after, so there is no change to show.';
  const means = judged.map(({ mean }) => mean);
  const kind = comparisons.reference === null ? 'Mean falls' : 'Mean falls at the same pain before';
  const range = `${kind} lie between ${decimal(Math.min(...means), 2)} and ${decimal(Math.max(...means), 2)} points.`;
  const of = (standing: string) =>
    judged.filter((each) => each.standing === standing).map(({ technique }) => techniqueInWords(technique));
  const verdicts = [
    [of('above'), 'reaches'],
    [of('below'), 'stays below'],
  ] as const;
  const said = verdicts.flatMap(([names, verb]) =>
    names.length === 0
      ? []
      : [
          `The whole interval ${verb} the clinically important ${IMPORTANT_POINTS} points with ${listed(names)}.`,
        ],
  );
  const open = of('open');
  return [
    range,
    ...said,
    ...(open.length === 0
      ? []
      : [`With ${listed(open)} the data leave open whether the fall is that large.`]),
  ].join(' ');
}

export function scoreSentence(techniques: readonly Group[]): string {
  let [lower, same, higher] = [0, 0, 0];
  for (const { immediate } of techniques) {
    for (const [before, row] of immediate.transitions.entries()) {
      for (const [after, count] of row.entries()) {
        if (after < before) lower += count;
        else if (after === before) same += count;
        else higher += count;
      }
    }
  }
  const all = lower + same + higher;
  if (all === 0) return 'No session has a score before and one after.';
  return `Of ${counted(all, 'session')} with both scores, pain was lower after ${part(lower, all)}; the same after ${part(same, all)}; higher after ${part(higher, all)}.`;
}

export function followUpSentence(techniques: readonly Group[]): string {
  const later = completenessOf(techniques).find(({ kind }) => kind === 'withSustained')!;
  const courses = techniques.reduce((sum, { course }) => sum + course.n, 0);
  return (
    `A score 24 to 72 hours later is known of ${part(later.count, later.of)} of the sessions, and ${counted(courses, 'course')} of care ` +
    'have a first and a later score. Who reports back may differ from who does not.'
  );
}

export function recoverySentence(techniques: readonly Group[]): string {
  const followed = techniques.filter(({ recovery }) => recovery.n > 0);
  if (followed.length === 0) return 'No session has a report of soreness, so recovery cannot be shown.';
  const n = followed.reduce((sum, { recovery }) => sum + recovery.n, 0);
  const promised = followed.filter(({ expectedRecoveryHours }) => expectedRecoveryHours !== null);
  const sides = promised.flatMap(({ technique, recovery, expectedRecoveryHours }) => {
    const side = againstExpected(recovery, expectedRecoveryHours);
    const words = SIDES[side];
    return words === undefined ? [] : [`${techniqueInWords(technique)} ${words}`];
  });
  const start = `Journals tell of soreness after ${counted(n, 'session')}.`;
  if (sides.length === 0) return `${start} There are no expected hours to hold against it.`;
  return `${start} Against the hours that clients are told to expect, the median of ${listed(sides)}.`;
}

/** What the answers of `againstExpected` mean. */
const SIDES: Readonly<Record<string, string>> = {
  below: 'lies below them',
  within: 'lies within them',
  above: 'lies above them',
  'below ?': 'seems to lie below them',
  'within ?': 'seems to lie within them',
  'above ?': 'seems to lie above them',
};

export function complaintSentence(complaints: OutcomeStatistics['complaints']): string {
  const cells = complaints.flatMap(({ techniques }) => techniques);
  const shown = cells.filter(({ immediate }) => immediate.clients >= FEWEST_CLIENTS).length;
  return (
    `${shown} of ${counted(cells.length, 'combination')} of complaint and technique ${shown === 1 ? 'has' : 'have'} both scores of ${FEWEST_CLIENTS} clients or more; ` +
    'the others are too few for a mean.'
  );
}

export function trendSentence({ months, xmr, p }: Trend): string {
  if (xmr.centre === null) return 'No month has a session with both scores.';
  const signalled = [...new Set([...xmr.signals, ...p.signals].map(({ month }) => month))].sort();
  const provisional = xmr.trial
    ? ` With ${counted(months.length, 'month')} the limits are provisional; they are firm from 13 on.`
    : '';
  const centre = `Around a mean fall of ${decimal(xmr.centre, 2)} points`;
  return signalled.length === 0
    ? `${centre}, no month gives a signal: the months differ no more than chance allows.${provisional}`
    : `${centre}, there are signals in ${listed(signalled)}: something may have changed; the table says which rule.${provisional}`;
}

export function completenessSentence(techniques: readonly Group[], quality: DataQuality): string {
  const both = completenessOf(techniques).find(({ kind }) => kind === 'withBoth')!;
  return (
    `Both scores are there for ${part(both.count, both.of)} of the sessions; after ${percent(quality.followUpRate)} of them the client reported back. ` +
    'What is missing is in no mean.'
  );
}
