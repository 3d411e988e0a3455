import { dateWords, monthRangeWords, monthWords } from '../../outcomes/date-words.ts';
import type { MonthRange, MonthsOutside } from '../../outcomes/month-window.ts';
import { counted } from './listed.ts';

/** Months that an answer is not of: asked for and left to the next request, or not asked for by name. */
export type NotShown = {
  /** The day up to which months are shown. */
  asOf: string;
  rest: MonthRange | undefined;
  outside: MonthsOutside | undefined;
};

/** One of the sentences, and the months that it speaks of, where they can be looked at. */
export type NotShownLine = { text: string; months?: MonthRange };

/** What is not shown and why, a sentence each; nothing where all is shown. */
export function monthsNotShown({ asOf, rest, outside }: NotShown): NotShownLine[] {
  const lines: NotShownLine[] = [];
  if (rest) {
    lines.push({ text: `Five years are shown at a time; the rest is ${words(rest)}.`, months: rest });
  }
  if (!outside) return lines;
  for (const { month, sessions, reason } of outside.leftOut) {
    const lie = `${counted(sessions, 'session')} ${sessions === 1 ? 'lies' : 'lie'}`;
    const where = WHERE[reason](asOf);
    lines.push({
      text: `${lie} ${where}, in ${monthWords(month)}, and ${sessions === 1 ? 'is' : 'are'} not shown.`,
      months: { from: month, to: month },
    });
  }
  const more = outside.leftOutMonths - outside.leftOut.length;
  if (more > 0) lines.push({ text: `So do those of ${counted(more, 'more month', 'more months')}.` });
  if (outside.earlier) {
    const { months, ...range } = outside.earlier;
    const those =
      months === 1 ? 'One earlier month with sessions is' : `${months} earlier months with sessions are`;
    lines.push({ text: `${those} not shown: ${words(range)}.`, months: range });
  }
  return lines;
}

const WHERE: Readonly<Record<MonthsOutside['leftOut'][number]['reason'], (asOf: string) => string>> = {
  'after-as-of': (asOf) => `after ${dateWords(asOf)}`,
  'before-1990': () => 'before 1990',
  'before-opening': () => 'before the clinic opened',
};

const words = ({ from, to }: MonthRange) => monthRangeWords(from, to);
