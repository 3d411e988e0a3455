import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SessionOutcome } from '../../shared/outcomes/session-outcome.ts';
import { mapKey } from '../../shared/storage/aws/dynamodb.ts';
import { bordersItem, clientMonthItem, type ItemKey } from '../../shared/storage/keys/keys.ts';
import type { StoredView } from '../../shared/storage/views/view-store.ts';
import { clinicMonthView } from '../../shared/views/clinic-month-view.ts';
import { bordersOf, foundAtBorders, monthBorderView } from '../../shared/views/month-border-view.ts';
import { refresh } from '../../shared/views/refresh.ts';
import { outcome } from '../statistics/outcomes.ts';

const clinicId = 'riverside';

/** Views in memory, and what the second refresh loop does when a client's month has changed. */
class Clinic {
  readonly items = new Map<string, StoredView>();
  #revision = 0;
  async get(keys: readonly ItemKey[]) {
    return new Map(
      keys.flatMap((key) =>
        this.items.has(mapKey(key)) ? [[mapKey(key), this.items.get(mapKey(key))!]] : [],
      ),
    );
  }
  async put(_entity: string, key: ItemKey, content: string | null) {
    this.#revision += 1;
    const written = { key, content, revision: String(this.#revision) };
    this.items.set(mapKey(key), written);
    return written;
  }
  async list(pk: string, prefix: string) {
    return [...this.items.values()].filter(({ key }) => key.pk === pk && key.sk.startsWith(prefix));
  }
  async *each(pk: string, prefix: string) {
    yield* (await this.list(pk, prefix)).filter(({ content }) => content !== null);
  }
  async report(client: string, month: string, sessions: readonly SessionOutcome[]): Promise<void> {
    const content = JSON.stringify({ sessions, journal: [] });
    await this.put('session-outcomes', clientMonthItem({ clinicId, client, month }), content);
    const key = { clinicId, month };
    expect(await refresh(clinicMonthView(this), [key], this)).toEqual(new Map());
    expect(await refresh(monthBorderView(this), bordersOf(key), this)).toEqual(new Map());
  }
  async told(): Promise<string[][]> {
    const found = await foundAtBorders(this, clinicId);
    return found.flatMap(({ month, findings }) =>
      findings.map(({ check, sessions }) => [month, check, ...sessions.map(({ sessionId }) => sessionId)]),
    );
  }
}

const session = (sessionId: string, startedAt: string, endedAt: string, therapistId = 't-1') =>
  outcome({ sessionId, therapistId, startedAt, endedAt, minutes: 10 });
const LATE = session('late', '2026-08-31T23:30:00Z', '2026-09-01T00:30:00Z');
const EARLY = session('early', '2026-09-01T00:00:00Z', '2026-09-01T01:00:00Z');

describe.each([
  ['first month first', false],
  ['second month first', true],
])('across the border of two months, %s', (_, reversed) => {
  const inOrder = async (clinic: Clinic, reports: [string, string, SessionOutcome[]][]) => {
    for (const report of reversed ? reports.toReversed() : reports) await clinic.report(...report);
  };

  it('finds a client, or a therapist, at two places at midnight', async () => {
    const [one, two] = [new Clinic(), new Clinic()];
    await inOrder(one, [
      ['p', '2026-08', [LATE]],
      ['p', '2026-09', [{ ...EARLY, therapistId: 't-2' }]],
    ]);
    expect(await one.told()).toEqual([['2026-09', 'client-in-two-places', 'late', 'early']]);
    await inOrder(two, [
      ['p', '2026-08', [LATE]],
      ['q', '2026-09', [EARLY]],
    ]);
    expect(await two.told()).toEqual([['2026-09', 'therapist-in-two-places', 'late', 'early']]);
    await two.report('p', '2026-08', []);
    expect(await two.told()).toEqual([]);
  });

  it('finds one id under two clients, and nothing that one month shows alone', async () => {
    const clinic = new Clinic();
    await inOrder(clinic, [
      ['p', '2026-08', [LATE, session('also-late', '2026-08-31T23:40:00Z', '2026-08-31T23:50:00Z')]],
      [
        'q',
        '2026-09',
        [{ ...EARLY, sessionId: 'late', startedAt: '2026-09-01T12:00:00Z', endedAt: '2026-09-01T13:00:00Z' }],
      ],
    ]);
    expect(await clinic.told()).toEqual([['2026-09', 'one-id-two-clients', 'late', 'late']]);
  });

  it.each([[10], [19]])('finds a week of twenty, %i of them before the border', async (before) => {
    const clinic = new Clinic();
    const at = (index: number) => new Date(Date.UTC(2026, 8, 1) + (index - before) * 7 * 3_600_000);
    const all = Array.from({ length: 20 }, (_, index) => {
      const start = at(index).toISOString();
      return session(`s-${index}`, start, new Date(at(index).getTime() + 3_600_000).toISOString());
    });
    await inOrder(clinic, [
      ['p', '2026-08', all.slice(0, before)],
      ['p', '2026-09', all.slice(before)],
    ]);
    expect((await clinic.told()).map(([month, check]) => [month, check])).toEqual([
      ['2026-09', 'too-many-sessions'],
    ]);
  });
});

it('ends in the same whatever the order of what comes', async () => {
  const hours = fc.tuple(fc.integer({ min: -30, max: 30 }), fc.integer({ min: 1, max: 8 }));
  const start = Date.UTC(2026, 8, 1);
  const instant = (hour: number) => new Date(start + hour * 3_600_000).toISOString();
  const sessions = fc.array(fc.tuple(hours, fc.constantFrom('p', 'q'), fc.constantFrom('t-1', 't-2')), {
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(sessions, fc.infiniteStream(fc.nat()), async (all, turns) => {
      const reports = ['p', 'q'].flatMap((client) =>
        ['2026-08', '2026-09'].map((month): [string, string, SessionOutcome[]] => [
          client,
          month,
          all.flatMap(([[from, lasts], whose, by], index) =>
            whose === client && instant(from).startsWith(month)
              ? [session(`s-${index}`, instant(from), instant(from + lasts), by)]
              : [],
          ),
        ]),
      );
      const [one, other] = [new Clinic(), new Clinic()];
      for (const report of reports) await one.report(...report);
      const shuffled = reports.map((report) => ({ report, turn: turns.next().value! }));
      for (const { report } of shuffled.sort((a, b) => a.turn - b.turn)) await other.report(...report);
      const border = (clinic: Clinic) =>
        clinic.items.get(mapKey(bordersItem({ clinicId, month: '2026-09' })))?.content ?? null;
      expect(border(other)).toBe(border(one));
    }),
    { numRuns: 30 },
  );
});
