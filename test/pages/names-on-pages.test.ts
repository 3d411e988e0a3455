import { expect, test } from 'vitest';
import { takeOverTable } from '../../shared/pages/clients/care-tables.ts';
import { linksByNames } from '../../shared/pages/clients/hand-over.ts';
import { checksPage } from '../../shared/pages/clinic/checks-page.ts';
import { therapistField } from '../../shared/pages/forms/therapist-field.ts';
import { clinicTimes } from '../../shared/pages/frame/when-cell.ts';
import { undoPage } from '../../shared/pages/imports/undo-page.ts';
import { outcomePartPage } from '../../shared/pages/outcomes/outcome-part-page.ts';
import { SAID } from '../reports/said-claims.ts';

const CALLED = new Map([
  ['t-1', 'Zoe (t-1)'],
  ['t-2', 'Ana (t-2)'],
]);

test('therapists are called by their names where an owner reads of them, in order of these', () => {
  const rows = [...CALLED.keys(), 't-gone'].map((therapistId) => ({
    therapistId,
    withheld: `Of ${therapistId}.`,
  }));
  const therapists = { ...SAID.claims.therapists, rows };
  const statistics = { ...SAID, claims: { ...SAID.claims, therapists } };
  const shown = {
    statistics,
    query: {},
    regions: [],
    notShown: { asOf: '2026-09-30', rest: undefined, outside: undefined },
  };
  const page = outcomePartPage('therapists', shown as never, CALLED).markup;
  const names = [...page.matchAll(/<th scope="row">([^<]+)</g)].map(([, name]) => name);
  expect(names).toEqual(['Ana (t-2)', 't-gone', 'Zoe (t-1)']);

  const taken = takeOverTable(
    [{ therapistId: 't-1', client: 'p', from: '2026-08-03', reason: 'covering' }],
    CALLED,
  );
  expect(String(taken)).toContain('Zoe (t-1)');
  const link = { client: 'p', lastDay: '2026-11-27', madeOn: '2026-09-28', madeBy: 't-2' };
  expect(linksByNames([link, { ...link, madeBy: 'an owner' }], CALLED).map(({ madeBy }) => madeBy)).toEqual([
    ...['Ana (t-2)', 'an owner'],
  ]);
});

test('instants are told by the clinic’s clocks, and in UTC only where it has none', () => {
  const at = '2026-08-03T22:30:00.000Z';
  expect(clinicTimes('Europe/Lisbon').words(at)).toBe('3 August 2026, 23:30');
  expect(clinicTimes(undefined).words(at)).toBe('3 August 2026, 22:30 UTC');
  const account = { byType: {}, staying: [] };
  const undo = { state: 'seen', at, account } as never;
  const page = undoPage({
    file: 'a.csv',
    undo,
    settled: 0,
    formToken: 't',
    timeZone: 'Europe/Lisbon',
  }).markup;
  expect(page).toContain('As it was on 3 August 2026, 23:30.');
  const finding = {
    ...{ month: '2026-08', check: 'overlapping', what: 'w', mend: 'm', sessions: [], sessionCount: 0 },
    scores: [{ client: 'p', at }],
  };
  const found = { from: '2026-08', to: '2026-08', monthsLookedAt: ['2026-08'], findings: [finding], more: 0 };
  expect(checksPage({ ...found, timeZone: 'Europe/Lisbon' } as never).markup).toContain(
    '3 August 2026, 23:30</li>',
  );
});

test('an owner chooses whose a visit is by name, keeps whose it was, and types it only where nobody may sign in', () => {
  const therapists = [{ therapistId: 't-1', name: 'Zoe' }, { therapistId: 't-2' }];
  const chosen = therapistField('t-gone', therapists, []).markup;
  const options = [...chosen.matchAll(/<option value="([^"]*)"( selected)?>([^<]*)</g)].map((found) =>
    found.slice(1),
  );
  expect(options).toEqual(
    expect.arrayContaining([
      ['t-1', undefined, 'Zoe (t-1)'],
      ['t-2', undefined, 't-2'],
      ['t-gone', ' selected', 't-gone'],
    ]),
  );
  expect(therapistField('', therapists, []).markup).toContain('<option value="" selected>Choose');
  expect(therapistField('', [], []).markup).toContain('<input type="text"');
});
