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
  const silent = { asked: 210, answered: 90, missingUpTo: [-0.7, 0.9] as [number, number] };
  expect(
    of(techniqueClaims('sports', { lasting: changeClaim(0.1, 0.4, silent) }))
      .split('; ')
      .slice(1)
      .join('; '),
  ).toBe(
    'a day later it cannot be told from where it was before (-0.3 to 0.5 points lower; -0.7 to 0.9 if the silent ones differ).',
  );
  expect(later(-1, 0.4)).toBe('a day later it stood 1.0 points above where it was before (0.6 to 1.4).');
});

test('more left a day later than fell right after is not told as a part of it', () => {
  const later = techniqueClaims('sports', {
    improvement: changeClaim(1, 0.3),
    lasting: changeClaim(1.4, 0.3),
  });
  expect(of(later).split('; ')[1]).toBe('a day later it stood 1.4 points lower than before (1.1 to 1.7).');
});

test('scores that never vary are not the surest, and stand without an interval', () => {
  const alike = { se: 0, ci95: [3, 3] as [number, number], missingUpTo: [3, 3] as [number, number] };
  const flat = techniqueClaims('sports', { improvement: changeClaim(3, 0, alike) });
  expect(of(flat, techniqueClaims('relaxation'))).toMatch(/surest with relaxation: 2\.3 \(2\.0 to 2\.6\)/);
  expect(of(flat)).toMatch(
    /^Pain fell by 3\.0 points of 10 right after every session with sports that has both scores, 69 clients \(scores that never vary cannot tell how sure that is\); /,
  );
  const none = { ...alike, ci95: [0, 0] as [number, number], missingUpTo: [0, 0] as [number, number] };
  expect(of(techniqueClaims('sports', { improvement: changeClaim(0, 0, none) }))).toMatch(
    /^Pain was the same before and right after every session with sports that has both scores, 69 clients \(scores/,
  );
  expect(
    of(techniqueClaims('sports', { improvement: changeClaim(-1, 0, { ...alike, ci95: [-1, -1] }) })),
  ).toMatch(/^Pain rose by 1\.0 points of 10 right after every session/);
});

test('many sessions without scores are not called too few', () => {
  const withheld = { withheld: 'Of 160 sessions none has a score before and one after.' };
  const silent = (technique: 'sports' | 'relaxation') =>
    techniqueClaims(technique, { sessions: 160, clients: 40, improvement: withheld });
  expect(of(silent('sports'), silent('relaxation'))).toBe(
    'No technique has 10 clients with a score before and one after a session, so it cannot be said yet how pain changes.',
  );
});

test('nothing may be said, and there is nothing', () => {
  expect(of(fewClients('prenatal'))).toBe(
    'No technique has 10 clients with a score before and one after a session, so it cannot be said yet how pain changes.',
  );
  expect(of()).toBe('There is no session, so there is nothing to say.');
});

test('the best of techniques after which pain rose is the one with least, not with most', () => {
  const least = techniqueClaims('deep-tissue', { improvement: changeClaim(-2.5, 0.1) });
  const more = techniqueClaims('relaxation', { improvement: changeClaim(-3.5, 0.1) });
  const lead = { technique: 'deep-tissue', over: ['relaxation'], sentence: '' } as const;
  const techniques = [least, more];
  expect(
    headline({ techniques, comparison: { ...comparison, lead: { ...lead, over: ['relaxation'] } } }),
  ).toMatch(/^Pain rose by about 3 points of 10 right after a session, least with deep tissue: 2\.5 /);
});

test('what went the other way is said, and no number stands for all of them', () => {
  const down = techniqueClaims('deep-tissue', { improvement: changeClaim(1, 0.2) });
  const up = techniqueClaims('relaxation', { improvement: changeClaim(-4, 0.3) });
  expect(of(down, up)).toMatch(
    /^Pain fell by 1\.0 \(0\.8 to 1\.2\) points of 10 right after a session with deep tissue, 69 clients, and rose with relaxation; /,
  );
  const open = techniqueClaims('relaxation', { improvement: changeClaim(-2, 2.5) });
  expect(of(down, open)).toMatch(/^Pain fell by 1\.0 \(0\.8 to 1\.2\) points of 10 right .* 69 clients; /);
});

test('scores a day later that never vary have no interval to be told by', () => {
  const flat = (mean: number) => {
    const alike = { se: 0, ci95: [mean, mean] as [number, number], answered: 18, asked: 30 };
    const lasting = changeClaim(mean, 0, { ...alike, missingUpTo: [mean, mean] });
    return of(techniqueClaims('sports', { lasting })).split('; ')[1];
  };
  expect(flat(0)).toBe(
    'a day later it was where it had been before in all 18 sessions of which that is known.',
  );
  expect(flat(2)).toBe(
    'a day later it stood 2.0 points lower than before in all 18 sessions of which that is known.',
  );
  expect(flat(-1)).toMatch(/^a day later it stood 1\.0 points higher than before in all 18 sessions/);
});
