import type { MonthDifference, MonthOfTechnique } from '../statistics/month-differences.ts';
import { SIGNIFICANT } from './comparison-findings.ts';
import { counted, listed } from './listed.ts';
import { decimal, part, probability, withInterval } from './number-text.ts';
import { reasonLines } from './reason-lines.ts';
import type { TableSection } from './section.ts';
import { techniqueInWords } from './words.ts';

/** Each technique's mean improvement in a month and in the one before, and what is between them. */
export function differenceSection(differences: readonly MonthDifference[], month: string): TableSection {
  return {
    title: `${month} against the month before: immediate improvement, in points`,
    columns: [
      { header: 'Technique' },
      { header: 'Scored' },
      { header: 'Mean', align: 'right' },
      { header: 'Scored before' },
      { header: 'Mean before', align: 'right' },
      { header: 'Difference (95 %)' },
      { header: 'p', align: 'right' },
      { header: 'p (Holm)', align: 'right' },
    ],
    rows: differences.map(({ technique, current, previous, difference, ci95, p, pHolm }) => [
      techniqueInWords(technique),
      ...monthCells(current),
      ...monthCells(previous),
      withInterval(difference, ci95, 2),
      probability(p),
      probability(pHolm),
    ]),
    below:
      differences.length === 0
        ? ['No sessions in either month.']
        : [
            "Welch's test by client (CR2): intervals and p are each for a technique alone; only p (Holm) allows for all of them at once.",
            ...reasonLines(
              differences.map((row) => ({
                name: techniqueInWords(row.technique),
                notes: 'note' in row ? [`difference: ${row.note}`] : [],
              })),
              { difference: 'not tested' },
            ),
          ],
  };
}

function monthCells({ n, sessions, mean }: MonthOfTechnique): string[] {
  return [part(n, sessions), decimal(mean, 2)];
}

/** What changed from one month to the next, as far as it is more than chance. */
export function differenceSentence(differences: readonly MonthDifference[], month: string): string {
  const sessions = (pick: 'current' | 'previous') =>
    differences.reduce((sum, row) => sum + row[pick].sessions, 0);
  const counts = `In ${month} there were ${counted(sessions('current'), 'session')}, in the month before ${sessions('previous').toLocaleString('en')}.`;
  const tested = differences.filter(({ pHolm }) => pHolm !== null);
  if (tested.length === 0) {
    return `${counts} No technique has enough clients in both months to hold one against the other.`;
  }
  const changed = tested.filter(({ pHolm }) => pHolm! < SIGNIFICANT);
  if (changed.length === 0) {
    return `${counts} Of ${counted(tested.length, 'technique')} tested, no mean improvement differs from the month before by more than chance allows.`;
  }
  const texts = changed.map(
    ({ technique, difference }) =>
      `${techniqueInWords(technique)} (${difference! > 0 ? 'larger' : 'smaller'} by ${decimal(Math.abs(difference!), 2)} points)`,
  );
  return `${counts} Of ${counted(tested.length, 'technique')} tested, the mean improvement differs with ${listed(texts)}, after allowing for all tests made (Holm).`;
}
