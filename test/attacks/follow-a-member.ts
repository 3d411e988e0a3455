import { lifetimeMicroRho } from '../../shared/privacy/programme/budget.ts';
import { clientCharge } from '../../shared/privacy/programme/may-count.ts';
import { areaUnderCurve, beyond, scoresOf } from './likelihood-ratio.ts';
import { PERIODS } from './mechanism.ts';
import { SCALE, STANDARD_ERRORS } from './scale.ts';
import type { Attack } from './verdict.ts';
import { crowd, programmeWith, session, tallyWith } from './worlds.ts';

/**
 * Attack 2: all releases of a programme put together, for a client who came in every period, one period more
 * than he may count in. Together they tell no more than the lifetime's rho, and the last one alone nothing.
 */
export const followAMember: Attack = (mechanism) => {
  const asking = programmeWith(mechanism, 1, 1);
  const { programme, catalogue } = asking;
  const periods = PERIODS[programme.period];
  const others = crowd(30);
  const one = tallyWith(mechanism, catalogue, [...others, [session(7, 0, 0, 30)]]);
  const other = tallyWith(mechanism, catalogue, others);
  const worlds = periods.map((period) => ({ ...asking, period, one, other }));

  let spent = 0;
  const tallies = periods.map((period) => {
    const charge = clientCharge(programme, period, 1);
    if (!mechanism.mayCount(spent, charge)) return other;
    spent += charge.microRho;
    return one;
  });
  const lifetimes = (of: typeof tallies) => {
    const sums = new Float64Array(SCALE.lifetimes);
    for (const [at, tally] of of.entries()) {
      scoresOf(mechanism, worlds[at]!, tally, SCALE.lifetimes).forEach((score, run) => {
        sums[run]! += score;
      });
    }
    return sums;
  };
  const findings = beyond(
    lifetimeMicroRho(programme.budget) / 1e6,
    lifetimes(tallies),
    lifetimes(periods.map(() => other)),
  );
  const last = areaUnderCurve(
    scoresOf(mechanism, worlds.at(-1)!, tallies.at(-1)!, SCALE.releases),
    scoresOf(mechanism, worlds.at(-1)!, other, SCALE.releases),
  );
  if (Math.abs(last - 0.5) > STANDARD_ERRORS / Math.sqrt(6 * SCALE.releases)) {
    findings.push(`the period after the last one that counts has area ${last}`);
  }
  return findings;
};
