import { expect, test } from 'vitest';
import { CLAIM_LEGEND, statisticsText } from '../../../shared/reports/terminal/statistics-text.ts';
import { client, outcome } from '../../statistics/outcomes.ts';
import { statisticsOf, VALLBONA, widest } from '../clinics.ts';
import { CLAIMS, fewClients, SAID } from '../said-claims.ts';

test('the answer first, then every technique with its intervals and the reasons of what is not said', () => {
  const blocks = statisticsText(SAID).split('\n\n');
  expect(blocks[0]).toMatch(/^Outcomes at harbour, January to September 2026\n=+$/);
  expect(blocks[1]).toMatch(/^Pain fell by about 2 points/);
  expect(blocks[2]!.split('\n').slice(0, 4)).toEqual([
    'By how many points of 10 pain fell, with 95 % intervals',
    'Technique              Clients  Right after       1-3 days later    Over a course     30 % or more',
    '---------------------  -------  ----------------  ----------------  ----------------  -------------',
    'Deep tissue                 70  2.3 (2.0 to 2.6)  1.3 (1.0 to 1.6)  1.6 (1.1 to 2.1)  62 (55 to 69)',
  ]);
  expect(blocks[2]).toContain(
    'Right after, if the silent ones differ: sports -0.2 to 3.0 (20 of 40 answered).',
  );
  expect(blocks[2]).toContain('Prenatal: 7 clients, too few to say (10 needed).');
  for (const sentence of [CLAIMS.comparison, CLAIMS.therapists, CLAIMS.trend].map(
    ({ sentence }) => sentence,
  )) {
    expect(statisticsText(SAID).replace(/\s+/g, ' ')).toContain(sentence);
  }
});

test('no asterisk, no machine word, nothing is NaN, and causes are not claimed', () => {
  for (const statistics of [SAID, VALLBONA, statisticsOf([client('a', [outcome()])])]) {
    const text = `${statisticsText(statistics)}\n${CLAIM_LEGEND}`;
    expect(text).not.toMatch(/\*|XmR|CR2|Turnbull|Wilson|Kaplan|NaN|undefined|null|Infinity|caused by the/);
    expect(widest(text)).toBeLessThanOrEqual(100);
  }
});

test('a technique of which every row was refused is told so', () => {
  const refused = { ...fewClients('prenatal'), sessions: 0, clients: 0 };
  const text = statisticsText({
    ...SAID,
    claims: { ...CLAIMS, techniques: [...CLAIMS.techniques, refused] },
  });
  expect(text).toContain('Prenatal: No session of it could be read.');
});

test('goals are told of a clinic that has no sessions', () => {
  const none = statisticsOf([]);
  const text = statisticsText({ ...none, claims: { ...none.claims, goals: CLAIMS.goals } });
  expect(text.replace(/\s+/g, ' ')).toContain('As of 30 September 2026, 67 goals are past the due date');
});

test('a share of all has room in its column', () => {
  const responders = { ...CLAIMS.techniques[0]!.responders, rate: 1, ci95: [0.71, 1] as [number, number] };
  const techniques = CLAIMS.techniques.map((each, index) => (index === 0 ? { ...each, responders } : each));
  expect(statisticsText({ ...SAID, claims: { ...CLAIMS, techniques } })).toContain('100 (71 to 100)');
});

test('a clinic without sessions', () => {
  const text = statisticsText(statisticsOf([]));
  expect(text).toMatch(
    /^Outcomes at riverside\n=+\n\nNo sessions\.\n\nGoals were not looked at here\.\n\nData quality\n/,
  );
  expect(text).toContain('Missing: follow-up: there are no sessions.');
});
