import { describe, expect, test } from 'vitest';
import type { ClientMonth } from '../../shared/outcomes/session-outcome.ts';
import { checksPage } from '../../shared/pages/clinic/checks-page.ts';
import { readChecks } from '../../shared/reading/checks.ts';
import { bordersItem, checksItem, clientMonthItem, type ItemKey } from '../../shared/storage/keys/keys.ts';
import type { StoredView } from '../../shared/storage/views/view-store.ts';
import { clinicMonthChecks } from '../../shared/views/clinic-month-checks.ts';
import { outcome } from '../statistics/outcomes.ts';

const CLINIC = 'riverside';
const NOW = new Date('2026-11-28T12:00:00Z');
const session = (startedAt: string, minutes = 10) =>
  outcome({
    sessionId: `at-${startedAt.slice(0, 13)}`,
    startedAt,
    endedAt: startedAt.replace(':00:', ':50:'),
    minutes,
  });

/** A clinic's stored views: the months of one client, and what was found in them. */
function stored(months: Record<string, Partial<ClientMonth>>) {
  const items = Object.entries(months).flatMap(([month, { sessions = [], journal = [] }]) => {
    const client = 'c1e2f3a4b5';
    const item = (key: ItemKey, content: string | null): StoredView => ({ key, content, revision: 'r' });
    return [
      item(clientMonthItem({ clinicId: CLINIC, client, month }), JSON.stringify({ sessions, journal })),
      item(
        checksItem({ clinicId: CLINIC, month }),
        clinicMonthChecks([{ client, sessions, journal: journal.length > 0 }]),
      ),
    ];
  });
  return {
    async *each(pk: string, prefix: string) {
      const own = items.filter(({ key }) => key.pk === pk && key.sk.startsWith(prefix));
      yield* own.toSorted((a, b) => (a.key.sk < b.key.sk ? -1 : 1));
    },
  };
}

test('tells the findings of the window, the latest month first, each with what would mend it', async () => {
  const views = stored({
    '2026-08': { sessions: [session('2026-08-03T10:00:00Z', 55)] },
    '2026-10': { sessions: [session('2026-10-03T10:00:00Z', 55)] },
    '2026-11': { sessions: [session('2026-11-03T10:00:00Z')] },
  });
  const all = await readChecks(views, CLINIC, undefined, NOW);
  expect(all).toMatchObject({ from: '2024-12', to: '2026-11', more: 0 });
  expect(all.monthsLookedAt).toEqual(['2026-08', '2026-10', '2026-11']);
  expect(all.findings.map(({ month, what, mend }) => ({ month, what, mend }))).toEqual(
    ['2026-10', '2026-08'].map((month) => ({
      month,
      what: '55 minutes are told of a session of 50 minutes.',
      mend: 'Correct the minutes, or the start and the end.',
    })),
  );
  const august = await readChecks(views, CLINIC, { from: '2026-07', to: '2026-08' }, NOW);
  expect(august.findings.map(({ month }) => month)).toEqual(['2026-08']);
});

describe('a date that cannot be', () => {
  test('is one before the day on which the clinic opened, where the clinic is', async () => {
    const views = stored({
      '2018-12': { sessions: [session('2018-12-01T10:00:00Z')] },
      '2019-05': { sessions: [session('2019-05-20T04:00:00Z'), session('2019-05-20T05:00:00Z')] },
    });
    const opened = { openedOn: '2019-05-20', timeZone: 'America/Chicago' };
    const told = async (settings?: object) =>
      (await readChecks(views, CLINIC, undefined, NOW, settings)).findings.flatMap(({ sessions }) =>
        sessions.map(({ sessionId }) => sessionId),
      );
    expect(await told(opened)).toEqual(['at-2019-05-20T04', 'at-2018-12-01T10']);
    expect(await told()).toEqual([]);
  });

  test('is told whatever window is asked for: before any opening, after tomorrow, a journal alone', async () => {
    const at = Date.parse('2999-01-05T10:00:00Z') / 1000;
    const views = stored({
      '1926-03': { sessions: [session('1926-03-01T10:00:00Z')] },
      '2026-11': { sessions: [session('2026-11-28T10:00:00Z'), session('2026-11-30T20:00:00Z')] },
      '2062-03': { sessions: [session('2062-03-01T10:00:00Z')], journal: [{ at, pain: 3 }] },
    });
    const { findings } = await readChecks(views, CLINIC, { from: '2026-01', to: '2026-02' }, NOW);
    expect(findings.map(({ month, check, what }) => [month, check, what])).toEqual([
      [
        '2062-03',
        'implausible-date',
        '1 session and 1 journal entry dated before the clinic opened or after tomorrow.',
      ],
      ['2026-11', 'implausible-date', '1 session dated before the clinic opened or after tomorrow.'],
      ['1926-03', 'implausible-date', '1 session dated before the clinic opened or after tomorrow.'],
    ]);
    expect(findings[1]!.sessions).toMatchObject([{ sessionId: 'at-2026-11-30T20' }]);
  });
});

describe('the page', () => {
  const pageOf = async (months: Parameters<typeof stored>[0]) =>
    String(checksPage(await readChecks(stored(months), CLINIC, undefined, NOW)));

  test('says what was looked at where nothing was found, and praises nobody', async () => {
    const shown = await pageOf({ '2026-08': { sessions: [session('2026-08-03T10:00:00Z')] } });
    expect(shown).toContain('No contradictions were found in August 2026.');
    expect(await pageOf({})).toContain(
      'Nothing is held of December 2024 to November 2026 that could be checked.',
    );
  });

  test('names what is wrong in words, which session, and what would mend it', async () => {
    const shown = await pageOf({ '2026-08': { sessions: [session('2026-08-03T10:00:00Z', 55)] } });
    expect(shown).toContain('1 contradiction found in what was reported, looking at August 2026.');
    expect(shown).toContain('More minutes than the session lasts');
    expect(shown).toContain('at-2026-08-03T10');
    expect(shown).toContain('Correct the minutes, or the start and the end.');
    expect(shown).not.toContain('minutes-beyond-session');
    const ways = [...shown.matchAll(/href="([^"]*)">(\w[\w ]*)</g)].map(([, href, label]) => [label, href]);
    const id = 'at-2026-08-03T10';
    const client = /clients\/([^/]+)\//.exec(shown)![1];
    expect(ways).toEqual([
      ['Correct', `/clients/${client}/visit?session=${id}`],
      ['Move', `/clients/${client}/move?of=session&amp;id=${id}`],
      ['Take back', `/clients/${client}/take-back?of=session&amp;id=${id}`],
    ]);
  });
});

test('tells what two months say together to whoever asks for either of them', async () => {
  const border: StoredView = {
    key: bordersItem({ clinicId: CLINIC, month: '2026-11' }),
    content: JSON.stringify({ findings: [], count: 1 }),
    revision: 'r',
  };
  const views = {
    async *each(_pk: string, prefix: string) {
      if (border.key.sk.startsWith(prefix)) yield border;
    },
  };
  const more = async (month: string) =>
    (await readChecks(views, CLINIC, { from: month, to: month }, NOW)).more;
  expect([
    await more('2026-09'),
    await more('2026-10'),
    await more('2026-11'),
    await more('2026-12'),
  ]).toEqual([0, 1, 1, 0]);
});
