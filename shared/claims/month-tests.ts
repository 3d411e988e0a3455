import { holm } from '../statistics/intervals/holm.ts';
import { monthText } from '../statistics/table/month-number.ts';
import { changeContrasts, type MonthContrast, monthContrasts } from '../statistics/trend/month-contrasts.ts';
import { type MonthSums, ofMonths } from '../statistics/trend/month-sums.ts';
import { FEWEST_CLIENTS } from './contract.ts';

/** A change needs so many months to come from. */
const FEWEST_MONTHS_BEFORE = 2;
/** A change is news in these months; what began earlier is looked for too, at a smaller share of false alarms. */
const RECENT_MONTHS = 4;
/** Shares of false alarms: together less than the one in ten that a stable clinic may see. */
const ALPHA = { month: 0.02, recent: 0.045, earlier: 0.01 };

/** Some months against others, one of a family of tests. */
export type MonthTest = {
  /** The month, or the first of those that are looked at. */
  month: string;
  rule: 'unlike-the-other-months' | 'changed-from-here-on';
  /** How many months are looked at. */
  length: number;
  contrast: MonthContrast;
  /** Share of false alarms that this test alone may have. */
  alpha: number;
  /** After Holm over the family. */
  isSignal: boolean;
};

/**
 * Each month against the others: where improvement changed for good, against those on the same side of the change,
 * or every month would be unlike those on the other side.
 *
 * @param changed the month from which on improvement changed
 */
export function monthTests(sums: MonthSums, changed: string | undefined): MonthTest[] {
  const isNew = sums.months.map((number) => changed !== undefined && monthText(number) >= changed);
  const parts =
    changed === undefined
      ? [sums]
      : [false, true].map((side) => ofMonths(sums, (month) => isNew[month] === side));
  const tests = parts.flatMap((part) => {
    const contrasts = monthContrasts(part);
    return part.months.map((number, index) => ({
      month: monthText(number),
      length: 1,
      contrast: contrasts[index]!,
    }));
  });
  return judged('unlike-the-other-months', tests.filter(hasClients), ALPHA.month);
}

/** All months from one on against those before it, where each side has clients enough; in order of month. */
export function changeTests(sums: MonthSums): { earlier: MonthTest[]; recent: MonthTest[] } {
  const contrasts = changeContrasts(sums);
  const tests = sums.months
    .map((number, index) => ({
      month: monthText(number),
      length: sums.months.length - index,
      contrast: contrasts[index - 1],
    }))
    .slice(FEWEST_MONTHS_BEFORE)
    .flatMap(({ contrast, ...test }) => (contrast ? [{ ...test, contrast }] : []))
    .filter(hasClients);
  const ofKind = (isRecent: boolean) => tests.filter(({ length }) => length <= RECENT_MONTHS === isRecent);
  return {
    earlier: judged('changed-from-here-on', ofKind(false), ALPHA.earlier),
    recent: judged('changed-from-here-on', ofKind(true), ALPHA.recent),
  };
}

function hasClients({ contrast: { clients } }: Pick<MonthTest, 'contrast'>): boolean {
  return Math.min(clients.inside, clients.outside) >= FEWEST_CLIENTS;
}

function judged(
  rule: MonthTest['rule'],
  tests: readonly Pick<MonthTest, 'month' | 'length' | 'contrast'>[],
  alpha: number,
): MonthTest[] {
  const adjusted = holm(tests.map(({ contrast }) => contrast.p));
  return tests.map((test, index) => ({
    ...test,
    rule,
    alpha: alpha / tests.length,
    isSignal: adjusted[index] !== null && adjusted[index]! < alpha,
  }));
}
