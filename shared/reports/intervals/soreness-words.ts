import { isSaid, type TechniqueClaims } from '../../claims/contract.ts';
import { EXPECTED_RECOVERY_HOURS } from '../../records/catalogue.ts';
import { hoursText, hundredths, inTen, ofText } from '../words/claim-words.ts';
import { counted } from '../words/listed.ts';
import { withheldText } from './interval-table.ts';

/** How often a technique leaves soreness and how long it stays, in sentences. */
export function sorenessWords(claims: TechniqueClaims): string[] {
  const { technique, soreness } = claims;
  const { everSore, recovery, evaluable, notEvaluable } = soreness;
  const all = evaluable + notEvaluable;
  const told = `The journal tells it of ${ofText(evaluable, all)} ${all === 1 ? 'session' : 'sessions'}.`;
  if (!isSaid(everSore)) return [`Sore afterwards: ${withheldText(everSore, claims)}`, told];
  const share = `Sore afterwards: ${inTen(everSore.rate)} sessions (${hundredths(everSore.ci95)}).`;
  if (!isSaid(recovery)) return [share, `How long it stays: ${withheldText(recovery, claims)}`, told];
  const half = `Half of those are free of it after ${hoursText(recovery)}${guideWords(technique, recovery.ci95)}.`;
  return [share, half, told];
}

/** What the guide says, and whether the whole interval lies beside it: only then is it another answer. */
function guideWords(
  technique: TechniqueClaims['technique'],
  [low, high]: readonly [number, number | null],
): string {
  const expected = EXPECTED_RECOVERY_HOURS[technique];
  if (expected === null) return '';
  const [from, to] = expected;
  if (to === 0) return '; the guide says that there is none';
  const verdict =
    low > to ? ', so it takes longer' : high !== null && high < from ? ', so it takes less' : '';
  return `; the guide says ${from} to ${to}${verdict}`;
}

/** How long relief holds, in sentences. */
export function reliefWords({ relief, clients }: Pick<TechniqueClaims, 'relief' | 'clients'>): string[] {
  if (!isSaid(relief)) return [`How long relief holds: ${withheldText(relief, { clients })}`];
  const by = relief.backBy;
  return [
    `Where pain fell, it is back in half of the sessions after ${hoursText(relief)}; ` +
      `by 24 hours in ${inTen(by['24'])}, by 48 in ${inTen(by['48'])}, by 72 in ${inTen(by['72'])} ` +
      `(${counted(relief.sessions, 'session')} of ${counted(relief.clients, 'client')}).`,
  ];
}
