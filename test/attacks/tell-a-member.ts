import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { askedIn } from '../../shared/privacy/programme/asked-in.ts';
import { beyond, scoresOf } from './likelihood-ratio.ts';
import type { Mechanism } from './mechanism.ts';
import { SCALE } from './scale.ts';
import type { Attack, Findings } from './verdict.ts';
import { crowd, programmeWith, session, tallyWith } from './worlds.ts';

const TARGET = [session(7, 0, 0, 30)];

/** Attack 1: a likelihood-ratio test for one client in one release, all other clients being known. */
export const tellAMember: Attack = (mechanism) => compare(mechanism, crowd(30), TARGET, undefined, 1);

/** Attack 11: the attacker is the only other client of the cell. */
export const tellTheOnlyOther: Attack = (mechanism) => compare(mechanism, crowd(1), TARGET, undefined, 1);

/** Attack 3: the client is known to be in it; which of two values does he have? A distance of √2, so twice the rho. */
export const tellAValue: Attack = (mechanism) => [
  ...compare(mechanism, crowd(30), TARGET, [session(-4, 0, 0, 60)], 2),
  ...compare(mechanism, crowd(30), [session(2, 0, 0, 30, 6)], [session(2, 0, 0, 30, 7)], 2),
];

function compare(
  mechanism: Mechanism,
  others: SessionOutcome[][],
  target: SessionOutcome[],
  instead: SessionOutcome[] | undefined,
  factor: number,
): Findings {
  const asking = programmeWith(mechanism, 1, 1);
  const { programme, catalogue, period } = asking;
  const one = tallyWith(mechanism, catalogue, [...others, target]);
  const other = tallyWith(mechanism, catalogue, instead ? [...others, instead] : others);
  const worlds = { ...asking, one, other };
  return beyond(
    (factor * askedIn(programme, period).microRho) / 1e6,
    scoresOf(mechanism, worlds, one, SCALE.releases),
    scoresOf(mechanism, worlds, other, SCALE.releases),
  );
}
