import { isSaid, type TechniqueClaims } from '../../claims/contract.ts';
import { EXPECTED_RECOVERY_HOURS } from '../../records/catalogue.ts';
import { inTen, percents } from '../words/claim-words.ts';
import { counted } from '../words/listed.ts';
import { withInterval } from '../words/number-text.ts';
import { techniqueLabel } from '../words/words.ts';
import { type IntervalTable, withheldText } from './interval-table.ts';

const HOURS = 'Hours (95 %)';

/** Of sessions that left soreness: the hours after which half of them are free of it. */
export function sorenessIntervals(techniques: readonly TechniqueClaims[]): IntervalTable {
  return {
    id: 'soreness',
    title: 'Hours until soreness has gone, in half of the sessions that left some',
    heads: ['Technique', HOURS],
    of: 'technique',
    rows: techniques.map(({ technique, clients, soreness: { everSore, recovery } }) => ({
      code: technique,
      name: techniqueLabel(technique),
      of: isSaid(everSore) ? `sore: ${inTen(everSore.rate)} (${percents(everSore.ci95)})` : '',
      estimate: isSaid(recovery)
        ? {
            value: recovery.medianHours,
            interval: recovery.ci95,
            text: withInterval(recovery.medianHours, recovery.ci95, 0),
            ...guideNote(technique),
          }
        : { withheld: withheldText(recovery, { clients }) },
    })),
  };
}

function guideNote(technique: TechniqueClaims['technique']): { note?: string } {
  const expected = EXPECTED_RECOVERY_HOURS[technique];
  if (expected === null) return {};
  const [from, to] = expected;
  return { note: to === 0 ? 'guide: none' : `guide: ${from} to ${to}` };
}

/** Of sessions after which pain was lower: the hours after which it is back in half of them. */
export function reliefIntervals(techniques: readonly TechniqueClaims[]): IntervalTable {
  return {
    id: 'relief',
    title: 'Hours until pain is back where it was, in half of the sessions that eased it',
    heads: ['Technique', HOURS],
    of: 'technique',
    rows: techniques.map(({ technique, clients, relief }) => ({
      code: technique,
      name: techniqueLabel(technique),
      of: isSaid(relief) ? counted(relief.clients, 'client') : '',
      estimate: isSaid(relief)
        ? {
            value: relief.medianHours,
            interval: relief.ci95,
            text: withInterval(relief.medianHours, relief.ci95, 0),
            note: `back by 24 h: ${inTen(relief.backBy['24'])}`,
          }
        : { withheld: withheldText(relief, { clients }) },
    })),
  };
}
