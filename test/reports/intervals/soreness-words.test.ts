import { expect, test } from 'vitest';
import { reliefWords, sorenessWords } from '../../../shared/reports/intervals/soreness-words.ts';
import { fewClients, techniqueClaims } from '../said-claims.ts';

const DEEP = techniqueClaims('deep-tissue');
const recovery = (low: number, high: number | null) => {
  const { soreness } = DEEP;
  const known = { medianHours: 40, ci95: [low, high] as [number, number | null] };
  return { ...DEEP, soreness: { ...soreness, recovery: { ...known, method: '', sessions: 9, clients: 9 } } };
};

test('how often, how long, what the guide says, and of how many the journal tells', () => {
  expect(sorenessWords(DEEP)).toEqual([
    'Sore afterwards: 6 in 10 sessions (50 to 70 in 100).',
    'Half of those are free of it after 33 hours (29 to 38); the guide says 24 to 48.',
    'The journal tells it of 120 of 210 sessions.',
  ]);
});

test('another answer than the guide needs the whole interval beside it', () => {
  expect(sorenessWords(recovery(10, 23))[1]).toMatch(/24 to 48, so it takes less\.$/);
  expect(sorenessWords(recovery(10, 24))[1]).toMatch(/24 to 48\.$/);
  expect(sorenessWords(recovery(49, null))[1]).toMatch(/\(49 or more\); .* so it takes longer\.$/);
  expect(sorenessWords(recovery(40, null))[1]).toMatch(/24 to 48\.$/);
});

test('what is withheld gives its reason', () => {
  expect(sorenessWords(fewClients('prenatal'))[0]).toBe(
    'Sore afterwards: 7 clients, too few to say (10 needed).',
  );
  expect(reliefWords(fewClients('prenatal'))).toEqual([
    'How long relief holds: 7 clients, too few to say (10 needed).',
  ]);
});

test('relief', () => {
  expect(reliefWords(DEEP)).toEqual([
    'Where pain fell, it is back in half of the sessions after 46 hours (40 to 52); by 24 hours in 3 in 10, by 48 in 5 in 10, by 72 in 6 in 10 (80 sessions of 44 clients).',
  ]);
});
