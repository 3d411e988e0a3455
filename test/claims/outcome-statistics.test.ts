import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outcomeStatistics } from '../../shared/claims/outcome-statistics.ts';
import type { ClientSessions } from '../../shared/statistics/table/outcome-table.ts';
import { runs } from '../deep.ts';
import { deepFreeze } from '../outcomes/client-records.ts';
import { anyClients, client, course, outcome } from '../statistics/outcomes.ts';

const clinic = (clients: readonly ClientSessions[], from: string | null = null, to: string | null = null) =>
  outcomeStatistics({ clinicId: 'riverside', from, to, clients });

describe('months', () => {
  test('are those of session starts as written, both inclusive', () => {
    const sessions = [
      outcome({ startedAt: '2026-06-30T23:59:59-05:00' }), // July in UTC
      outcome({ startedAt: '2026-07-01T00:00:00+10:00' }), // June in UTC
      outcome({ startedAt: '2026-08-31T23:00:00-05:00' }),
      outcome({ startedAt: '2026-09-01T00:00:00-05:00' }),
    ];
    const statistics = clinic([client('a', sessions)], '2026-07', '2026-08');
    expect(statistics).toMatchObject({ from: '2026-07', to: '2026-08', techniques: [{ sessions: 2 }] });
  });

  test('are the first and last with a session where none are asked for', () => {
    const sessions = [
      outcome({ startedAt: '2026-03-05T10:00:00+00:00' }),
      outcome({ startedAt: '2025-11-05T10:00:00+00:00' }),
    ];
    expect(clinic([client('a', sessions)])).toMatchObject({ from: '2025-11', to: '2026-03' });
    expect(clinic([client('a', sessions)], '2026-01')).toMatchObject({ from: '2026-01', to: '2026-03' });
  });

  test('of a course are those of its first session', () => {
    const startedAt = '2026-07-31T23:00:00-05:00';
    const sessions = [outcome({ startedAt }), outcome()];
    const courses = [course({ startedAt, painBefore: 8, painAfter: 3 })];
    const courseIn = (month: string) =>
      clinic([client('a', sessions, courses)], month, month).techniques[0]?.course.n;
    expect([courseIn('2026-07'), courseIn('2026-08')]).toEqual([1, 0]);
  });
});

test('nothing recorded: every section is there and empty', () => {
  const nothing = {
    clinicId: 'riverside',
    from: null,
    to: null,
    techniques: [],
    combinations: [],
    complaints: [],
    comparisons: {
      model: 'improvement ~ painBefore + technique',
      reference: null,
      adjusted: [],
      standardised: [],
      pairs: [],
      overall: { statistic: null, df1: null, df2: null, p: null },
      logRank: { chi2: null, df: null, p: null },
      notes: expect.any(Array),
    },
    therapists: [],
    trend: {
      months: [],
      xmr: { centre: null, lower: null, upper: null, signals: [], trial: true },
      p: { centre: null, months: [], signals: [], trial: true },
      notes: expect.any(Array),
    },
    phases: [],
    dataQuality: expect.objectContaining({ sessionsWithoutScores: 0, clientsWithOneSession: 0 }),
    claims: expect.objectContaining({ techniques: [] }),
  };
  expect(clinic([])).toEqual(nothing);
  const asked = clinic([client('a', [])], '2026-01', '2026-02');
  expect(asked).toEqual({ ...nothing, from: '2026-01', to: '2026-02' });
});

test('a client who comes in parts is one client', () => {
  const part = (startedAt: string) => client('a', [outcome({ startedAt, painBefore: 5, painAfter: 2 })]);
  const statistics = clinic([part('2026-07-03T10:00:00Z'), part('2026-08-03T10:00:00Z')]);
  expect(statistics.techniques).toMatchObject([{ sessions: 2, clients: 1, immediate: { n: 2, clients: 1 } }]);
  expect(statistics.dataQuality.clientsWithOneSession).toBe(0);
});

test('neither the order of clients, sessions and courses nor the text of client ids changes a byte', () => {
  const shuffles = anyClients.chain((clients) =>
    fc.tuple(
      fc.constant(clients),
      fc.shuffledSubarray(clients, { minLength: clients.length, maxLength: clients.length }),
      fc.boolean(),
    ),
  );
  fc.assert(
    fc.property(shuffles, ([clients, shuffled, inParts]) => {
      const renamed = shuffled.flatMap(({ client: id, sessions, courses }) => {
        const name = `z-${9 - Number(id.slice(2))}`;
        if (!inParts) return [client(name, sessions.toReversed(), courses.toReversed())];
        const parts = sessions.toReversed().map((session) => client(name, [session]));
        return [...parts, ...courses.map((one) => client(name, [], [one]))];
      });
      expect(JSON.stringify(clinic(renamed))).toBe(JSON.stringify(clinic(deepFreeze(clients))));
    }),
  );
});

test('every session is counted once in each section, every course once in each', () => {
  fc.assert(
    fc.property(anyClients, (clients) => {
      const { techniques, combinations, complaints } = clinic(clients);
      const scoredCourses = clients
        .flatMap(({ courses }) => courses)
        .filter(({ painBefore, painAfter }) => painBefore !== undefined && painAfter !== undefined);
      for (const groups of [techniques, combinations, complaints.flatMap((entry) => entry.techniques)]) {
        const total = (of: (group: (typeof groups)[number]) => number) =>
          groups.reduce((sum, group) => sum + of(group), 0);
        expect(total(({ sessions }) => sessions)).toBe(clients.flatMap(({ sessions }) => sessions).length);
        expect(total((group) => group.course.n)).toBe(scoredCourses.length);
      }
    }),
  );
});

test('adding a constant to all scores at sessions changes no improvement', () => {
  const low = fc.integer({ min: 0, max: 7 });
  const visits = fc.array(fc.record({ who: fc.nat(11), before: low, after: low }), { maxLength: 40 });
  fc.assert(
    fc.property(visits, fc.integer({ min: 1, max: 3 }), (all, constant) => {
      const raisedBy = (extra: number) =>
        clinic(
          all.map(({ who, before, after }) =>
            client(`c-${who}`, [outcome({ painBefore: before + extra, painAfter: after + extra })]),
          ),
        ).techniques.map(({ immediate: { improvement, ci95, clustered, wilcoxon } }) => ({
          improvement,
          ci95,
          clustered,
          wilcoxon,
        }));
      expect(raisedBy(constant)).toEqual(raisedBy(0));
    }),
  );
});

describe('notes', () => {
  test('say why for every null, and every note has its subject', () => {
    fc.assert(
      fc.property(anyClients, (clients) => {
        const { from: _from, to: _to, ...sections } = clinic(clients);
        checkNotes(sections, []);
      }),
      runs(20, 200),
    );
  });
});

/** Every null lies at or under the path of a note of the nearest `notes`, or beside its own `note`. */
function checkNotes(value: unknown, notesAbove: readonly string[]): void {
  if (Array.isArray(value)) {
    for (const element of value) checkNotes(element, notesAbove);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const fields = value as Record<string, unknown>;
  if (typeof fields['note'] === 'string') return;
  const notes = fields['notes'] as string[] | undefined;
  if (!notes) {
    for (const inner of Object.values(fields)) checkNotes(inner, notesAbove);
    return;
  }
  const { notes: _notes, ...rest } = fields;
  const subjects = notes.flatMap((note) => note.slice(0, note.indexOf(':')).split(', '));
  for (const path of nullPaths(rest)) {
    expect([path, subjects.filter((subject) => `${path}.`.startsWith(`${subject}.`))]).not.toEqual([
      path,
      [],
    ]);
  }
  for (const subject of subjects) expect([subject, valueAt(rest, subject)]).not.toEqual([subject, undefined]);
  expect(new Set(notes).size).toBe(notes.length);
}

/** `outside: null` of a therapist means within the limits, and a refused mean has its own note. */
function nullPaths(value: unknown, path: string[] = []): string[] {
  if (value === null) return path.at(-1) === 'outside' ? [] : [path.join('.')];
  if (typeof value !== 'object' || 'note' in (value as object)) return [];
  return Object.entries(value as object).flatMap(([key, inner]) => nullPaths(inner, [...path, key]));
}

function valueAt(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key], value);
}
