import { clientCharge } from '../../shared/privacy/programme/may-count.ts';
import { areaUnderCurve, beyond, scoresOf } from './likelihood-ratio.ts';
import { SCALE, STANDARD_ERRORS } from './scale.ts';
import type { Attack } from './verdict.ts';
import { crowd, programmeWith, session, tallyWith } from './worlds.ts';

const PERIODS = ['2024Q3', '2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'];

/**
 * Attack 2: all releases of a programme put together, for a client who came in every period, one period more
 * than he may count in. Together they tell no more than the lifetime's rho, and the last one alone nothing.
 */
export const followAMember: Attack = (mechanism) => {
  const { programme, catalogue } = programmeWith(1, 1);
  const { microRhoPerPeriod, periodsPerClient } = programme.budget;
  const others = crowd(30);
  const one = tallyWith(mechanism, catalogue, [...others, [session(7, 0, 0, 30)]]);
  const other = tallyWith(mechanism, catalogue, others);
  const worlds = { programme, catalogue, one, other };

  const charge = clientCharge(programme, 1);
  let spent = 0;
  const tallies = PERIODS.map(() => {
    if (!mechanism.mayCount(spent, charge)) return other;
    spent += charge.microRho;
    return one;
  });
  const lifetimes = (of: typeof tallies) => {
    const sums = new Float64Array(SCALE.lifetimes);
    for (const tally of of) {
      scoresOf(mechanism, worlds, tally, SCALE.lifetimes).forEach((score, at) => {
        sums[at]! += score;
      });
    }
    return sums;
  };
  const findings = beyond(
    (microRhoPerPeriod * periodsPerClient) / 1e6,
    lifetimes(tallies),
    lifetimes(PERIODS.map(() => other)),
  );
  const last = areaUnderCurve(
    scoresOf(mechanism, worlds, tallies.at(-1)!, SCALE.releases),
    scoresOf(mechanism, worlds, other, SCALE.releases),
  );
  if (Math.abs(last - 0.5) > STANDARD_ERRORS / Math.sqrt(6 * SCALE.releases)) {
    findings.push(`the period after the last one that counts has area ${last}`);
  }
  return findings;
};
