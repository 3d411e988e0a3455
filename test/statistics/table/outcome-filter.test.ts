import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeStatistics } from '../../../shared/claims/outcome-statistics.ts';
import { compareText } from '../../../shared/outcomes/client-order.ts';
import { COMPLAINTS } from '../../../shared/records/catalogue.ts';
import { filteredOutcomes, type OutcomeFilter } from '../../../shared/statistics/table/outcome-filter.ts';
import type { ClientSessions } from '../../../shared/statistics/table/outcome-table.ts';
import { runs } from '../../deep.ts';
import { anyClients, client, course, outcome } from '../outcomes.ts';

const sessionsOf = (clients: readonly ClientSessions[]) =>
  clients.flatMap(({ client, sessions }) => sessions.map(({ sessionId }) => `${client} ${sessionId}`)).sort();
const coursesOf = (clients: readonly ClientSessions[]) =>
  clients
    .flatMap(({ client, courses }) =>
      courses.map(({ startedAt, complaint }) => `${client} ${startedAt} ${complaint}`),
    )
    .sort();

/** Clients as the table holds them: sessions and courses of a client in parts. */
const inParts = (clients: readonly ClientSessions[]): ClientSessions[] => [
  ...clients.map(({ client, sessions }) => ({ client, sessions, courses: [] })),
  ...clients.map(({ client, courses }) => ({ client, sessions: [], courses })),
];

describe('properties', () => {
  test('no filter changes no statistic, whether clients come whole or in parts', () => {
    fc.assert(
      fc.property(anyClients, (clients) => {
        const statistics = (all: readonly ClientSessions[]) =>
          outcomeStatistics({ clinicId: 'riverside', from: null, to: null, clients: all });
        expect(statistics(filteredOutcomes(inParts(clients), {}))).toEqual(statistics(clients));
      }),
      runs(25, 200),
    );
  });

  test('every session and every course passes the filter of exactly one complaint', () => {
    fc.assert(
      fc.property(anyClients, (clients) => {
        const parts = COMPLAINTS.map((complaint) => filteredOutcomes(inParts(clients), { complaint }));
        expect(parts.flatMap(sessionsOf).sort()).toEqual(sessionsOf(clients));
        expect(parts.flatMap(coursesOf).sort()).toEqual(coursesOf(clients));
      }),
    );
  });

  test('a region passes the sessions that name it, and the courses that began with one of those', () => {
    fc.assert(
      fc.property(anyClients, fc.constantFrom('low-back', 'neck', 'shoulder'), (clients, region) => {
        const expected = clients.flatMap(({ client, sessions, courses }) => {
          const named = sessions.filter(({ bodyRegions = [] }) => bodyRegions.includes(region));
          const first = (startedAt: string, complaint: string) =>
            sessions
              .filter((session) => session.startedAt === startedAt && session.complaint === complaint)
              .sort((a, b) => compareText(a.sessionId, b.sessionId))[0]!;
          const begun = courses.filter((each) => named.includes(first(each.startedAt, each.complaint)));
          return named.length === 0 ? [] : [{ client, sessions: named, courses: begun }];
        });
        const passed = filteredOutcomes(inParts(clients), { region });
        expect(sessionsOf(passed)).toEqual(sessionsOf(expected));
        expect(coursesOf(passed)).toEqual(coursesOf(expected));
      }),
    );
  });

  test('two filters at once pass what passes one after the other', () => {
    fc.assert(
      fc.property(
        anyClients,
        fc.constantFrom(...COMPLAINTS),
        fc.constantFrom('low-back', 'neck'),
        (clients, complaint, region) => {
          const both = filteredOutcomes(clients, { complaint, region });
          const oneByOne = filteredOutcomes(filteredOutcomes(clients, { complaint }), { region });
          expect(sessionsOf(both)).toEqual(sessionsOf(oneByOne));
        },
      ),
    );
  });
});

describe('one client', () => {
  const neck = outcome({ sessionId: 's-1', complaint: 'neck-pain', bodyRegions: ['neck', 'shoulder'] });
  const later = outcome({
    sessionId: 's-2',
    complaint: 'neck-pain',
    startedAt: '2026-08-10T10:00:00-05:00',
    endedAt: '2026-08-10T11:00:00-05:00',
    bodyRegions: ['low-back'],
  });
  const silent = outcome({ sessionId: 's-3', startedAt: '2026-08-12T10:00:00-05:00' });
  const begun = course({ complaint: 'neck-pain', sessions: 2 });
  const clients = inParts([client('c-1', [neck, later, silent], [begun])]);
  const passed = (filter: OutcomeFilter) => filteredOutcomes(clients, filter);

  test('a course follows its first session, wherever the others were treated', () => {
    expect(passed({ region: 'shoulder' })).toEqual([{ client: 'c-1', sessions: [neck], courses: [begun] }]);
    expect(passed({ region: 'low-back' })).toEqual([{ client: 'c-1', sessions: [later], courses: [] }]);
  });

  test('sessions that name no region pass no region', () => {
    expect(passed({ complaint: 'stress' })).toEqual([{ client: 'c-1', sessions: [silent], courses: [] }]);
    expect(passed({ complaint: 'stress', region: 'neck' })).toEqual([]);
  });

  test('a course whose first session was deleted a moment ago does not pass', () => {
    const stale = [client('c-1', [later], [begun])];
    expect(filteredOutcomes(stale, { complaint: 'neck-pain' })).toEqual([
      { client: 'c-1', sessions: [later], courses: [] },
    ]);
  });
});
