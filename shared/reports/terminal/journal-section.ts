import { type DurationClaim, isSaid, type TechniqueClaims, type Withheld } from '../../claims/contract.ts';
import { EXPECTED_RECOVERY_HOURS, type Technique } from '../../records/catalogue.ts';
import { withheldText } from '../intervals/interval-table.ts';
import type { TableSection } from '../tables/section.ts';
import { shareText } from '../words/claim-words.ts';
import { NOTHING, withInterval } from '../words/number-text.ts';
import { techniqueLabel } from '../words/words.ts';

/** Soreness and relief, as the journal tells of them. */
export function journalSection(techniques: readonly TechniqueClaims[]): TableSection {
  const hours = (claim: DurationClaim | Withheld) =>
    isSaid(claim) ? withInterval(claim.medianHours, claim.ci95, 0) : NOTHING;
  return {
    title: 'Soreness and relief: hours after which half are free of soreness, and pain is back in half',
    columns: [
      { header: 'Technique', width: 21 },
      { header: 'Sore afterwards', width: 20 },
      { header: 'Hours sore', width: 16 },
      { header: 'The guide says', width: 14 },
      { header: 'Hours of relief', width: 16 },
    ],
    rows: techniques.map(({ technique, soreness: { everSore, recovery }, relief }) => [
      techniqueLabel(technique),
      isSaid(everSore) ? shareText(everSore) : NOTHING,
      hours(recovery),
      guideText(technique),
      hours(relief),
    ]),
    below: journalReasons(techniques),
  };
}

function guideText(technique: Technique): string {
  const expected = EXPECTED_RECOVERY_HOURS[technique];
  if (expected === null) return NOTHING;
  return expected[1] === 0 ? 'none' : `${expected[0]} to ${expected[1]}`;
}

function journalReasons(techniques: readonly TechniqueClaims[]): string[] {
  return techniques.flatMap(({ technique, clients, soreness: { everSore, recovery }, relief }) => {
    const reasons = [everSore, recovery, relief].flatMap((claim) =>
      isSaid(claim) ? [] : [withheldText(claim, { clients })],
    );
    return [...new Set(reasons)].map((reason) => `${techniqueLabel(technique)}: ${reason}`);
  });
}
