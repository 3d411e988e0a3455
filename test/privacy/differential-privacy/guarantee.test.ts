import { describe, expect, it } from 'vitest';
import {
  sharesOf,
  sigmaSquaredOf,
  varianceOf,
} from '../../../shared/privacy/differential-privacy/budget/release-budget.ts';
import {
  deltaOf,
  epsilonOf,
  mostAreaUnderCurve,
  mostTruePositives,
  muOf,
} from '../../../shared/privacy/differential-privacy/budget/zcdp.ts';
import { askedIn } from '../../../shared/privacy/programme/asked-in.ts';
import { DESIGN_NAMES, DESIGNS } from '../../../shared/privacy/programme/designs.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { askedFamilies, FAMILIES } from '../../../shared/privacy/programme/questions.ts';
import { lengthsOf } from '../../../shared/privacy/programme/release-period.ts';
import { convolved, hockeyStick, privacyLoss, renyiDivergence } from './privacy-loss.ts';

describe('conversion of zCDP', () => {
  // IBM/discrete-gaussian-differential-privacy, cdp2adp.py; membership bounds from the Gaussian trade-off.
  it.each([
    [0.015, 0.77, 0.17, 0.549, 1.6, 7],
    [1 / 16, 1.66, 0.35, 0.599, 2.4, 10],
    [1 / 8, 2.42, 0.5, 0.638, 3.4, 13],
    [1 / 4, 3.54, 0.71, 0.691, 5.3, 17],
    [1 / 2, 5.22, 1, 0.76, 9.2, 26],
    [1, 7.77, 1.41, 0.841, 18, 41],
    [2, 11.7, 2, 0.921, 37, 64],
    [2.56, 13.6, 2.26, 0.945, 47, 73],
  ])('of rho %f is as published', (rho, epsilon, mu, area, at1, at5) => {
    const asPrinted = (value: number, printed: number) =>
      Number(value.toPrecision(String(printed).replace(/^0?\./, '').replace('.', '').length));
    expect(asPrinted(epsilonOf(rho, 1e-6), epsilon)).toBe(epsilon);
    expect(muOf(rho)).toBeCloseTo(mu, 2);
    expect(mostAreaUnderCurve(rho)).toBeCloseTo(area, 3);
    expect(asPrinted(100 * mostTruePositives(rho, 0.01), at1)).toBe(at1);
    expect(Math.round(100 * mostTruePositives(rho, 0.05))).toBe(at5);
  });

  it('of the 2020 census is 17.16 at 1e-10, and there and back is the same', () => {
    expect(epsilonOf(2.56, 1e-10)).toBeCloseTo(17.16, 2);
    expect(deltaOf(2.56, epsilonOf(2.56, 1e-10))).toBeCloseTo(1e-10, 15);
  });
});

describe('what one client changes in a release, from exact probabilities', () => {
  const shares = sharesOf(62_500);
  const sigmaSquared = FAMILIES.map((family) => {
    const { numerator, denominator } = sigmaSquaredOf(shares[family]);
    return Number(numerator) / Number(denominator);
  });
  const period = privacyLoss(sigmaSquared, 160);
  const orders = [1.01, 1.5, 2, 4, 8, 16, 32];

  it('is a distribution', () => {
    expect(period.probability.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  });

  it('is at most rho, at every order: zCDP', () => {
    for (const alpha of orders) {
      expect(renyiDivergence(period, alpha)).toBeLessThanOrEqual((alpha / 16) * (1 + 1e-9));
    }
  });

  it('is within the epsilon and delta that the release states, in a period and in a lifetime', () => {
    const two = convolved(period, period);
    const four = convolved(two, two);
    const lifetime = convolved(four, four);
    for (const [loss, rho] of [[period, 1 / 16] as const, [lifetime, 1 / 2] as const]) {
      for (const delta of [1e-3, 1e-6, 1e-9]) {
        expect(hockeyStick(loss, epsilonOf(rho, delta))).toBeLessThanOrEqual(delta);
      }
    }
  });

  it('would be too much with half the noise, or with two cells and the noise for one', () => {
    const halved = privacyLoss(
      sigmaSquared.map((variance) => variance / 4),
      160,
    );
    const twoCells = convolved(period, privacyLoss(sigmaSquared, 160));
    for (const loss of [halved, twoCells]) {
      expect(renyiDivergence(loss, 2)).toBeGreaterThan(2 / 16);
      expect(hockeyStick(loss, epsilonOf(1 / 16, 1e-6))).toBeGreaterThan(1e-6);
    }
  });

  it('holds for small variances too, where discrete and continuous noise differ', () => {
    for (const microRho of [250_000, 1_000_000, 2_000_000]) {
      const { numerator, denominator } = sigmaSquaredOf(microRho);
      const loss = privacyLoss([Number(numerator) / Number(denominator)], 4);
      for (const alpha of orders) {
        expect(renyiDivergence(loss, alpha)).toBeLessThanOrEqual(((alpha * microRho) / 1e6) * (1 + 1e-9));
      }
    }
  });

  it.each(DESIGN_NAMES)('is within what is promised of a lifetime: %s', (name) => {
    const programme = programmeOf({ programme: 'p', clinics: ['c'], ...DESIGNS[name] });
    const lengths = lengthsOf(programme.period);
    const releases = lengths.flatMap((length) => {
      const { questions, microRho } = askedIn(programme, {
        period: length === 'quarter' ? '2026Q1' : length === 'year' ? '2026Y' : '2026H1',
      });
      const shares = sharesOf(microRho, questions.percent);
      const loss = privacyLoss(
        askedFamilies(questions).map((family) => varianceOf(shares[family])),
        160,
      );
      for (const alpha of orders) {
        expect(renyiDivergence(loss, alpha)).toBeLessThanOrEqual(((alpha * microRho) / 1e6) * (1 + 1e-9));
      }
      const { periodsPerClient } = programme.budget;
      const times = lengths.length > 1 && length === 'quarter' ? 4 * periodsPerClient : periodsPerClient;
      return Array.from({ length: times }, () => loss);
    });
    const lifetime = releases.reduce((one, other) => convolved(one, other));
    for (const delta of [1e-3, 1e-6]) {
      expect(hockeyStick(lifetime, epsilonOf(1 / 2, delta))).toBeLessThanOrEqual(delta);
    }
  });
});
