import { expect, it } from 'vitest';
import { mostAreaUnderCurve } from '../../shared/privacy/differential-privacy/budget/zcdp.ts';
import { askedIn } from '../../shared/privacy/programme/asked-in.ts';
import { DESIGNS } from '../../shared/privacy/programme/designs.ts';
import { areaUnderCurve, scoresOf } from './likelihood-ratio.ts';
import { REAL } from './mechanism.ts';
import { SCALE, STANDARD_ERRORS, TIMEOUT_MS } from './scale.ts';
import { crowd, programmeWith, session, tallyWith } from './worlds.ts';

/** Enough for a margin of two hundredths. */
const RELEASES = Math.min(SCALE.releases, 10_000);

it.each(Object.entries(DESIGNS))(
  'the best test for a member comes as far as is promised, and no less: no budget of %s is given away',
  (_design, design) => {
    const mechanism = { ...REAL, design };
    const asking = programmeWith(mechanism, 1, 1);
    const { programme, catalogue, period } = asking;
    const others = crowd(30);
    const one = tallyWith(mechanism, catalogue, [...others, [session(7, 0, 0, 30)]]);
    const other = tallyWith(mechanism, catalogue, others);
    const scores = (real: typeof one) => scoresOf(mechanism, { ...asking, one, other }, real, RELEASES);
    const area = areaUnderCurve(scores(one), scores(other));
    const promised = mostAreaUnderCurve(askedIn(programme, period).microRho / 1e6);
    const margin = STANDARD_ERRORS / Math.sqrt(6 * RELEASES);
    expect(promised - area).toBeLessThan(margin);
    expect(promised - 0.5, 'the margin tells the promise from nothing').toBeGreaterThan(margin);
  },
  TIMEOUT_MS,
);
