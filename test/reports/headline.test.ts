import { expect, test } from 'vitest';
import { headline } from '../../shared/reports/headline.ts';
import { CLAIMS, changeClaim, fewClients, techniqueClaims } from './said-claims.ts';

const { comparison } = CLAIMS;
const of = (...techniques: Parameters<typeof headline>[0]['techniques']) =>
  headline({ techniques, comparison });

test('the numbers first: about how much, the surest technique, and what was left a day later', () => {
  expect(headline(CLAIMS)).toBe(
    'Pain fell by about 2 points of 10 right after a session, surest with deep tissue: 2.3 (2.0 to 2.6), 69 clients; ' +
      '1.3 points of it were still gone a day later (1.0 to 1.6; 0.2 to 2.4 if the silent ones differ).',
  );
});

test('surest is the narrowest interval, not the largest fall', () => {
  const wide = techniqueClaims('deep-tissue', { improvement: changeClaim(4, 1) });
  const narrow = techniqueClaims('relaxation', { improvement: changeClaim(1, 0.2) });
  expect(of(wide, narrow)).toMatch(
    /^Pain fell by about 2\.5 points .* surest with relaxation: 1\.0 \(0\.8 to 1\.2\)/,
  );
});

test('the technique that the comparison puts first is named as the one with most', () => {
  const lead = { technique: 'relaxation', over: [], sentence: '' } as const;
  expect(headline({ ...CLAIMS, comparison: { ...comparison, lead: { ...lead, over: [] } } })).toMatch(
    /most with relaxation: 2\.0 \(1\.6 to 2\.5\), 58 clients; /,
  );
});

test('one technique stands alone, with its own number', () => {
  expect(of(techniqueClaims('sports', { lasting: fewClients('sports').lasting }))).toBe(
    'Pain fell by 2.3 (2.0 to 2.6) points of 10 right after a session with sports, 69 clients; whether it lasts a day cannot be told yet.',
  );
});

test('an interval that holds no change is no fall, and one below it is a rise', () => {
  const open = techniqueClaims('sports', { improvement: changeClaim(0.2, 0.5) });
  expect(of(open)).toBe(
    'Whether pain falls right after a session cannot be told yet: even the surest number, 0.2 (-0.3 to 0.7) points of 10 with sports (69 clients), allows no change at all.',
  );
  expect(of({ ...open, improvement: changeClaim(-1, 0.5) })).toMatch(
    /^Pain rose by 1\.0 \(0\.5 to 1\.5\) points/,
  );
});

test('what is left a day later is told by its own interval', () => {
  const later = (mean: number, half: number) =>
    of(techniqueClaims('sports', { lasting: changeClaim(mean, half) })).split('; ')[1];
  expect(later(1, 0.4)).toBe('1.0 points of it were still gone a day later (0.6 to 1.4).');
  expect(later(0.1, 0.4)).toBe(
    'a day later it cannot be told from where it was before (-0.3 to 0.5 points lower).',
  );
  expect(later(-1, 0.4)).toBe('a day later it stood 1.0 points above where it was before (0.6 to 1.4).');
});

test('nothing may be said, and there is nothing', () => {
  expect(of(fewClients('prenatal'))).toBe(
    '12 sessions are too few to say how pain changes with any technique.',
  );
  expect(of()).toBe('There is no session, so there is nothing to say.');
});
