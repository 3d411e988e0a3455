import { describe, expect, test } from 'vitest';
import { changeHowSure, regressionText } from '../../../shared/reports/how-sure/change-how-sure.ts';
import { comparisonHowSure, recoveryHowSure } from '../../../shared/reports/how-sure/how-sure.ts';
import { promiseText } from '../../../shared/reports/how-sure/promise-text.ts';
import { CLAIMS, changeClaim, pair, techniqueClaims } from '../said-claims.ts';

describe('a promise', () => {
  test('is told by the hardest clinic it was tried on', () => {
    expect(promiseText(CLAIMS.calibration, 'improvement')).toBe(
      'In 1,000 simulated clinics like this, the interval held the truth 95 times in 100, in the hardest of 2 kinds that were tried.',
    );
    expect(promiseText(CLAIMS.calibration, 'lead')).toBe(
      'In 1,000 simulated clinics like this, it finds no difference where there is none 96 times in 100.',
    );
  });

  test('of one kind is told once, and where nothing can be told, of what clinics that is', () => {
    const row = { claim: 'recovery', datasets: 1000, ci95: [0.9, 1] as [number, number] };
    const rows = [
      { ...row, scenario: 'asked daily', promise: 'holds the truth in at least 92 %', kept: 0.94 },
      { ...row, scenario: 'asked at random', promise: 'holds the truth in at least 93 %', kept: 0.95 },
      { ...row, scenario: 'asked once, at the door', promise: 'is withheld in at least 99 %', kept: 1 },
    ];
    expect(promiseText({ ...CLAIMS.calibration, rows }, 'recovery')).toBe(
      'In 1,000 simulated clinics like this, the interval held the truth 94 times in 100, in the hardest of 2 kinds that were tried. ' +
        'Where nothing can be told (asked once, at the door), nothing was said 100 times in 100.',
    );
  });

  test('that was not tried is said to be just that', () => {
    expect(promiseText(CLAIMS.calibration, 'trend')).toBe(
      'How often this holds was not tried on simulated clinics.',
    );
  });
});

describe('a change', () => {
  const lines = (fields: Parameters<typeof changeClaim>[2]) =>
    changeHowSure('improvement', {
      ...CLAIMS,
      techniques: [techniqueClaims('sports', { improvement: changeClaim(2, 0.5, fields) })],
    }).lines;

  test('says who did not answer, and rows that could not be read are among them', () => {
    const told = lines({ asked: 100, answered: 90, refused: 3, tippingPoint: 4.2 });
    expect(told).toContain(
      'Both scores are there 90 of 100 times; 3 rows could not be read and count as silent.',
    );
    expect(told.join(' ')).not.toContain('Fewer than 8 in 10');
    expect(told).toContain(
      'With sports the claim would fall if the silent ones were 4.2 points worse off than those who answered.',
    );
  });

  test('says that refused rows are counted nowhere, where only what is held is seen', () => {
    expect(lines({ asked: 100, answered: 90, refused: null })).toContain(
      'Both scores are there 90 of 100 times, of what is held: a row that was refused is counted nowhere here.',
    );
    expect(lines({ asked: 100, answered: 90, refused: 0 })).toContain(
      'Both scores are there 90 of 100 times.',
    );
  });

  test('with fewer than 8 in 10 gives the interval that allows for the silent ones', () => {
    expect(lines({ asked: 100, answered: 79, missingUpTo: [0.4, 3.6] })).toContain(
      'Fewer than 8 in 10 answered. If the silent ones differ by up to one standard deviation: sports 0.4 to 3.6. How often this holds was not tried on simulated clinics.',
    );
  });

  test('an interval is not told as the place of the next number', () => {
    expect(lines({}).join(' ')).toContain(
      'Of intervals made like this, 95 in 100 are meant to hold the true mean.',
    );
  });

  test('never claims a cause, and tells what goes by itself', () => {
    expect(lines({}).join(' ')).toContain('not what the technique caused');
    expect(regressionText(CLAIMS.regression)).toBe(
      'Part of a fall comes by itself, as people come when it hurts: from one first score to the next, in 88 clients of this clinic, pain of 1 to 3 rose by 0.4 points, pain of 4 to 6 fell by 0.3 points and pain of 7 to 10 fell by 0.9 points.',
    );
    expect(regressionText({ withheld: 'Nobody came twice.' })).toBe(
      'How much of it would have gone by itself cannot be told: Nobody came twice.',
    );
  });
});

test('a difference comes with the hidden cause that would undo it', () => {
  const pairs = [pair('deep-tissue', 'sports', { pHolm: 0.01, eValue: 2.6, eValueOfLimit: 1.4 })];
  const { lines } = comparisonHowSure({ ...CLAIMS, comparison: { ...CLAIMS.comparison, pairs } });
  expect(lines.join(' ')).toContain(
    'risk ratio of 2.6 to explain the difference away, of 1.4 to leave it open',
  );
  expect(comparisonHowSure(CLAIMS).lines.join(' ')).not.toContain('risk ratio');
});

test('sessions of which the journal tells nothing are counted apart', () => {
  expect(recoveryHowSure(CLAIMS).lines.join(' ')).toContain('after 603 of 1,062 sessions');
});
