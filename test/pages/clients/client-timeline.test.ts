import { describe, expect, it } from 'vitest';
import type { CourseStanding } from '../../../shared/outcomes/course-standing.ts';
import { clientTimeline } from '../../../shared/pages/clients/client-timeline.ts';
import { clientAnswer, scoresToAdd } from '../../../shared/pages/journal/client-answer.ts';
import { taskOn } from '../../goals/client-goals.ts';
import { score, session } from '../../outcomes/client-records.ts';

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
    expect(shown).toContain('>Visits (1)<');
    expect(shown).toContain('>Journal (0)<');
    expect(shown).toContain('datetime="2026-08-03">3 Aug 2026<');
    expect(shown).not.toContain('datetime="2062-08-12"');
    expect(shown).toContain('41 records are dated after 25 November 2026 and not shown.');
    expect(shown).toContain('href="?as-of=2062-08-13"');
    expect(page('2062-08-13', odd)).toContain('>Visits (40)<');
  });

  it.each(['2026-11-26T08:00:00+13:00', '2026-11-25T23:30:00-05:00'])(
    'lists what is of the day here or there: %s',
    (startedAt) => {
      expect(page('2026-11-25', [startedAt])).toContain('>Visits (1)<');
    },
  );

  it("names techniques of the clinic's own, by their code where it lists them no more", () => {
    const techniques = [
      { technique: 'other' as const, own: 'hot-stone', minutes: 20 },
      { technique: 'other' as const, own: 'gua-sha', minutes: 10 },
    ];
    const timeline = {
      ...{ asOf: '2026-11-25', painScores: [], courses: [], goals: [] },
      sessions: [session({ startedAt: '2026-11-20T10:00:00Z', techniques })],
    };
    const forms = { client: 'p', mayChange: () => true, mayCorrect: () => true };
    const listed = [{ code: 'hot-stone', name: 'Hot <stone>' }];
    expect(String(clientTimeline(timeline, forms, listed))).toContain(
      'Hot &lt;stone&gt; 20 min, gua-sha 10 min',
    );
  });

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

describe('what stands open on a client’s page', () => {
  const goals = [
    taskOn('2026-09-10', 'p', { goalId: 'g-open', dueOn: '2026-09-20' }, [['2026-09-01', 0]]),
    taskOn('2026-09-10', 'p', { goalId: 'g-over', dueOn: '2026-09-01' }, [['2026-08-20', 1]]),
  ].map((goal) => ({ ...goal, values: [] }));
  const visits = [
    session({ sessionId: 's-1', startedAt: '2026-09-01T10:00:00Z', painBefore: 7, painAfter: 4 }),
    // Nobody knows whether the question was put.
    session({ sessionId: 's-2', startedAt: '2026-09-08T10:00:00Z', painBefore: 5, painAfter: undefined }),
  ];
  const shown = String(
    clientTimeline(
      {
        asOf: '2026-09-10',
        sessions: visits,
        painScores: [score({ scoreId: 'p-1', at: '2026-09-09T10:00:00Z', pain: 3, soreness: 1 })],
        courses: [],
        goals,
      },
      { client: 'p', mayChange: () => true, mayCorrect: () => true },
    ),
  );
  /** What is read without opening anything. */
  const open = shown.replaceAll(/<\/summary>(?:(?!<details)[\s\S])*?<\/details>/g, '</summary>');

  it('is each open goal, and one line of everything else', () => {
    expect(open).toContain('id="goal-g-open"');
    expect(open).not.toContain('<table');
    expect(open).toContain('>Goals that were due (1)</h2> <span class="detail">');
    expect(open).toMatch(
      />Visits \(2\)<\/h2> <span class="detail">the latest <time[^>]*>8 Sep 2026<\/time> .*: pain 5 to no score</,
    );
    expect(open).toMatch(/>Journal \(1\)<\/h2> <span class="detail">the latest .*: pain 3, soreness 1</);
  });

  it('draws the line of pain before visits and in the journal, and says of no score that it is missing', () => {
    expect(shown).toContain('Pain as told before visits and in the journal');
    expect(shown.match(/<circle/g)?.length).toBeGreaterThanOrEqual(3);
    expect(shown).not.toMatch(/missing|not asked/);
  });
});

describe('the answer on a client’s page', () => {
  const course = {
    ...{ complaint: 'neck-pain', technique: 'deep-tissue', combination: ['deep-tissue'] },
    ...{ startedAt: '2026-07-02T10:00:00Z', lastEndedAt: '2026-09-20T11:00:00Z', sessions: 9 },
    ...{ firstPain: 6, latestPain: 2, change: 4, standing: 'open', closesOn: '2026-11-19' },
  } as const;
  const answer = (...courses: object[]) =>
    String(clientAnswer(courses as CourseStanding[], { asOf: '2026-09-20', hasLater: false }));

  it('is how each course that goes on stands, else the last', () => {
    expect(answer({ ...course, complaint: 'stress', standing: 'discharged' }, course)).toBe(
      '<p class="lead">Neck pain, 9 visits since 2 July 2026: pain 6 before the first, 2 at the latest score.</p>\n',
    );
    expect(answer({ ...course, standing: 'discharged', sessions: 1, latestPain: null })).toContain(
      'Neck pain, 1 visit since 2 July 2026: pain 6 before the first, none since. No visit for 60 days.',
    );
    expect(answer()).toContain('No visit yet.');
  });

  it('says of whom has come later only that there was none up to the day', () => {
    const { markup } = clientAnswer([], { asOf: '2026-09-20', hasLater: true });
    expect(markup).toBe('<p class="lead">No visit up to 20 September 2026.</p>');
  });

  it('leads from each visit of these days without a score to where it is told', () => {
    const visit = (sessionId: string, startedAt: string, painAfter?: number) =>
      session({ sessionId, startedAt, painBefore: 5, painAfter });
    const lacking = String(
      scoresToAdd('p', '2026-09-20', [
        visit('s-old', '2026-08-20T10:00:00Z'),
        visit('s-new', '2026-09-18T10:00:00Z'),
        visit('s-told', '2026-09-19T10:00:00Z', 3),
      ]),
    );
    expect(lacking).toContain(
      'No score after the visit of 18 September 2026. <a href="/clients/p/visit?session=s-new">',
    );
    expect(lacking.match(/<a /g)).toHaveLength(1);
  });
});
