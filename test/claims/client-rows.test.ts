import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clientRows } from '../../shared/claims/client-rows.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { anyClients, client, outcome, tableOf } from '../statistics/outcomes.ts';

const HOUR = 3600;

/** Clients by place in the order, each as the fields of her sessions. */
function inOrder(clients: readonly ClientSessions[], field: (row: number) => unknown): unknown[][] {
  const { rows, starts } = clientRows(tableOf(...clients));
  return Array.from({ length: starts.length - 1 }, (_, index) =>
    [...rows.subarray(starts[index], starts[index + 1])].map(field),
  );
}

describe('clientRows', () => {
  test('clients together, sessions by start, also of clients who come in parts', () => {
    const on = (day: string, painBefore: number) =>
      outcome({ startedAt: `2026-08-${day}T10:00:00Z`, painBefore });
    const clients = [
      client('a', [on('20', 1), on('03', 2)]),
      client('b', [on('04', 3)]),
      client('a', [on('10', 4)]),
      client('nobody', []),
    ];
    const { before } = tableOf(...clients).sessions;
    expect(inOrder(clients, (row) => before.at(row))).toEqual([[2, 4, 1], [3]]);
  });

  test('nobody', () => {
    expect(clientRows(tableOf())).toMatchObject({ rows: new Int32Array(), starts: Int32Array.of(0) });
  });

  test('therapists by name, with the place of each number', () => {
    const { therapistIds, therapistRank } = clientRows(
      tableOf(
        client(
          'a',
          ['zoe', 'anna', 'ben', 'anna'].map((therapistId) => outcome({ therapistId })),
        ),
      ),
    );
    expect(therapistIds).toEqual(['anna', 'ben', 'zoe']);
    expect([...therapistRank]).toEqual([2, 0, 1]);
  });

  test.each([
    ['pain before', { painBefore: 3 }],
    ['pain after', { painAfter: 3 }],
    ['pain away from the table', { lastingPain: 3 }],
    ['technique', { technique: 'sports' as const }],
    ['techniques', { combination: ['deep-tissue' as const, 'sports' as const] }],
    ['complaint', { complaint: 'neck-pain' as const }],
    ['minutes', { minutes: 30 }],
    ['therapist', { therapistId: 'other' }],
    ['first report of soreness', { firstSore: 2 * HOUR }],
    ['last report of soreness', { sorenessReports: [9 * HOUR] }],
    ['recovery', { recovery: { event: true, after: 5 * HOUR, by: 9 * HOUR } as const }],
    ['recovery that nobody saw', { recovery: { event: false, last: 5 * HOUR } as const }],
    ['relief', { relief: { event: true, after: 5 * HOUR, by: 9 * HOUR } as const }],
    ['end of relief', { relief: { event: true, after: 0, by: 9 * HOUR } as const }],
  ])('clients who differ in %s alone are in one order', (_, fields) => {
    const base = {
      recovery: { event: true, after: 0, by: HOUR } as const,
      relief: { event: true, after: 0, by: HOUR } as const,
    };
    const one = outcome(base);
    const other = outcome({ ...base, ...fields });
    const content = (...sessions: [typeof one, typeof one]) => {
      const table = tableOf(...sessions.map((session, index) => client(`c-${index}`, [session])));
      return [...clientRows(table).rows].map((row) => sessions[row]);
    };
    expect(content(one, other)).toEqual(content(other, one));
  });

  test('every session once, and the same order of content whatever the order of the data', () => {
    fc.assert(
      fc.property(anyClients, (clients) => {
        const content = (all: readonly ClientSessions[]) => {
          const { sessions } = tableOf(...all);
          const { start, before, after, technique, lasting, relief, recovery } = sessions;
          const columns = [start, before, after, technique, lasting];
          return inOrder(all, (row) => [
            ...columns.map((column) => column.at(row)),
            relief.at(row),
            recovery.at(row),
          ]);
        };
        const shuffled = clients
          .toReversed()
          .map(({ client: name, sessions, courses }) => client(`z${name}`, sessions.toReversed(), courses));
        expect(content(shuffled)).toEqual(content(clients));
        expect(content(clients).flat()).toHaveLength(clients.flatMap(({ sessions }) => sessions).length);
      }),
    );
  });
});
