import { describe, expect, it } from 'vitest';
import { clientTimeline } from '../../shared/pages/client-timeline.ts';
import { score, session } from '../outcomes/client-records.ts';

const page = (asOf: string, dates: readonly string[], scores: readonly string[] = []) =>
  String(
    clientTimeline(
      {
        asOf,
        sessions: dates.map((startedAt, index) => session({ sessionId: `s-${index}`, startedAt })),
        painScores: scores.map((at, index) => score({ scoreId: `p-${index}`, at, pain: 3 })),
        courses: [],
        goals: [],
      },
      { client: 'p', mayChange: () => true, mayCorrect: () => true },
    ),
  );

describe("a client's page", () => {
  it('lists what was reported up to the day, and says what is dated later', () => {
    // Forty visits with a mistyped year would leave none of the others among the latest forty.
    const odd = Array.from({ length: 40 }, () => '2062-08-12T10:00:00-05:00');
    const shown = page('2026-11-25', ['2026-08-03T10:00:00-05:00', ...odd], ['2062-08-13T10:00:00-05:00']);
    expect(shown).toContain('1 session, 0 journal entries');
    expect(shown).toContain('datetime="2026-08-03">3 Aug 2026<');
    expect(shown).not.toContain('datetime="2062-08-12"');
    expect(shown).toContain('41 records are dated after 25 November 2026 and not shown.');
    expect(shown).toContain('href="?as-of=2062-08-13"');
    expect(page('2062-08-13', odd)).toContain('40 sessions');
  });

  it.each(['2026-11-26T08:00:00+13:00', '2026-11-25T23:30:00-05:00'])(
    'lists what is of the day here or there: %s',
    (startedAt) => {
      expect(page('2026-11-25', [startedAt])).toContain('1 session,');
    },
  );

  it('names complaints, techniques and moments, and shows no code', () => {
    const shown = String(
      clientTimeline(
        {
          asOf: '2026-11-25',
          sessions: [
            session({
              startedAt: '2026-11-20T10:00:00Z',
              complaint: 'neck-pain',
              techniques: [
                { technique: 'deep-tissue', minutes: 45 },
                { technique: 'trigger-point-therapy', minutes: 10 },
              ],
            }),
          ],
          painScores: [score({ at: '2026-11-21T10:00:00Z', pain: 3, window: 'past-24-hours' })],
          courses: [
            {
              ...{ complaint: 'neck-pain', technique: 'deep-tissue', combination: ['deep-tissue'] },
              ...{ startedAt: '2026-11-20T10:00:00Z', lastEndedAt: '2026-11-20T11:00:00Z', sessions: 1 },
              scores: [],
              ...{ firstPain: 6, latestPain: 3, change: 3, standing: 'open', closesOn: '2027-01-19' },
            },
            {
              ...{ complaint: 'stress', technique: 'relaxation', combination: ['relaxation'] },
              ...{ startedAt: '2026-02-20T10:00:00Z', lastEndedAt: '2026-02-20T11:00:00Z', sessions: 1 },
              scores: [],
              ...{
                firstPain: 6,
                latestPain: null,
                change: null,
                standing: 'discharged',
                closesOn: '2026-04-21',
              },
            },
          ],
          goals: [],
        },
        { client: 'p', mayChange: () => true, mayCorrect: () => true },
      ),
    );
    expect(shown).toContain('Deep tissue 45 min, Trigger point therapy 10 min');
    expect(shown.match(/>Neck pain</g)).toHaveLength(2);
    expect(shown).toContain('>past 24 hours<');
    expect(shown).toContain('>over: no visit for 60 days<');
    expect(shown).not.toContain('discharged');
    expect(shown).not.toMatch(/>[^<]*(?:deep-tissue|neck-pain|trigger-point|past-24)[^<]*</);
  });

  it('lays each wide table out in lines on a phone, each number beside its heading', () => {
    const shown = page('2026-11-25', ['2026-11-20T10:00:00Z'], ['2026-11-21T10:00:00Z']);
    const layouts = [...shown.matchAll(/<div class="(scroll[^"]*)"/g)].map(([, layout]) => layout);
    expect(layouts).toEqual(['scroll stacked lines', 'scroll stacked lines']);
    expect(shown).toContain('<td role="cell" data-heading="Pain before" class="number">');
  });
});
