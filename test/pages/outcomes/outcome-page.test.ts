import { describe, expect, test } from 'vitest';
import { outcomePage } from '../../../shared/pages/outcomes/outcome-page.ts';
import { outcomePartPage } from '../../../shared/pages/outcomes/outcome-part-page.ts';
import { techniquePage } from '../../../shared/pages/outcomes/technique-page.ts';
import { headline } from '../../../shared/reports/headline.ts';
import { PART_IDS } from '../../../shared/reports/outcome-report.ts';
import { statisticsOf } from '../../reports/clinics.ts';
import { CLAIMS, SAID } from '../../reports/said-claims.ts';

const SHOWN = {
  statistics: SAID,
  query: { from: '2026-01', to: '2026-09', complaint: 'neck-pain' } as const,
  regions: ['neck'],
  latestRecord: '2026-09-30T17:42:00+01:00',
  notShown: { asOf: '2026-09-30', rest: undefined, outside: undefined },
};
const first = String(outcomePage(SHOWN));
/** What a person reads, without what opens and closes it. */
const read = (page: string) =>
  page
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ');

describe("the owner's first screen", () => {
  test('begins with the numbers, then a row a technique, then what cannot be told', () => {
    const text = read(first);
    const order = [
      headline(CLAIMS),
      'Deep tissue 69 clients 2.3 (2.0 to 2.6)',
      'Prenatal 7 clients, too few to say (10 needed).',
      CLAIMS.comparison.sentence,
      'About 35 more clients each would show a 1-point difference',
      'To do',
      'Latest record: 30 September 2026, 17:42',
    ];
    const places = order.map((words) => text.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('a row opens its technique with the same months and filters', () => {
    expect(first).toContain(
      '<a href="/owner?from=2026-01&amp;to=2026-09&amp;complaint=neck-pain&amp;technique=deep-tissue">Deep tissue</a>',
    );
  });

  test('a dot and its line stand where the axis says', () => {
    // The axis runs from -1 to 3: 2.3 lies at 82.5 %, 2.0 at 75 % and 2.6 at 90 %.
    expect(first).toContain('<line class="interval" x1="75%" x2="90%" y1="50%" y2="50%"/>');
    expect(first).toContain('<circle cx="82.5%" cy="50%" r="5"/>');
  });

  test('the checks are of the months that are shown', () => {
    expect(first).toMatch(/href="\/checks\?from=\d{4}-\d{2}&amp;to=\d{4}-\d{2}"/);
    const nothing = outcomePage({ ...SHOWN, statistics: { ...statisticsOf([]), from: null, to: null } });
    expect(String(nothing)).toContain('href="/checks"');
  });

  test('every other part is one tap away', () => {
    for (const part of PART_IDS.filter((id) => id !== 'techniques')) {
      expect(first).toContain(`&amp;part=${part}"`);
    }
  });

  test.each(PART_IDS.filter((id) => id !== 'goals'))('nothing to say of nothing: %s', (id) => {
    const text = read(String(outcomePartPage(id, { ...SHOWN, statistics: statisticsOf([]) })));
    expect(text).toContain('there is nothing to say');
    expect(text).not.toMatch(/0 of 0|How sure|:\s*$/);
  });

  test('nothing to say of nothing', () => {
    const page = outcomePage({ ...SHOWN, statistics: statisticsOf([]), latestRecord: undefined });
    expect(read(String(page))).toContain('there is nothing to say.');
  });
});

describe('a technique', () => {
  const page = read(String(techniquePage('deep-tissue', SHOWN)));

  test('right after, a day later, over a course, in that order; then soreness, relief and complaints', () => {
    const order = [
      'Right after the session 69 clients 2.3 (2.0 to 2.6)',
      'One to three days later 41 clients 1.3 (1.0 to 1.6) 90 of 210 answered: 0.2 to 2.4',
      'Over a course of care 58 clients 1.6 (1.1 to 2.1)',
      'Sore afterwards: 6 in 10',
      'it is back in half of the sessions after 46 hours',
      'Where it is given Neck pain: 5 sessions Chronic low back pain: 4 sessions',
    ];
    const places = order.map((words) => page.indexOf(words));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('compares no therapists', () => {
    expect(page).not.toMatch(/h-t-\d/);
  });

  test('responders stand with what they would be were every change noise', () => {
    expect(page).toContain(
      'Sessions after which pain fell by 30 % or more: 62 in 100 (55 to 69). Whatever those without both scores felt, it lies at 51 to 73 in 100. Were every change noise, it would be 21 in 100.',
    );
  });

  test('one that was not given says so', () => {
    expect(String(techniquePage('other', SHOWN))).toContain('No session with it lies in what is asked for.');
  });
});

test('machine words stand in the appendix alone, and no page has an asterisk', () => {
  for (const part of PART_IDS) {
    const text = read(String(outcomePartPage(part, SHOWN)));
    expect(text, part).not.toMatch(/\*|NaN|undefined/);
    if (part !== 'tables') {
      expect(text, part).not.toMatch(/XmR|CR2|Turnbull|Kaplan|Wilson|\d{4}-\d{2}\b|\d+\/\d+|chronic-low/);
    }
  }
});

test('complaints lead to what can be said of each', () => {
  expect(String(outcomePartPage('complaints', SHOWN))).toContain(
    'complaint=chronic-low-back-pain">Chronic low back pain</a>',
  );
});
