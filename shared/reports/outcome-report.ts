import { type Claims, FEWEST_CLIENTS, isSaid, type OutcomeStatistics } from '../claims/contract.ts';
import type { Technique } from '../records/catalogue.ts';
import type { Interval } from '../statistics/contract.ts';
import { daySentences } from '../statistics/data-quality/day-notes.ts';
import { openingSentences } from '../statistics/data-quality/since-opening.ts';
import { completenessChart } from './charts/completeness-chart.ts';
import type { Chart } from './charts/draw.ts';
import { bandWords, monthChart, toldMonths } from './charts/month-chart.ts';
import { changeHowSure } from './how-sure/change-how-sure.ts';
import {
  comparisonHowSure,
  goalHowSure,
  type HowSure,
  recoveryHowSure,
  therapistHowSure,
  trendHowSure,
} from './how-sure/how-sure.ts';
import { whatWouldTell } from './how-sure/what-would-tell.ts';
import { changeIntervals, type IntervalTable } from './intervals/interval-table.ts';
import { reliefIntervals, sorenessIntervals } from './intervals/journal-intervals.ts';
import { therapistIntervals } from './intervals/therapist-intervals.ts';
import { completenessOf, completenessSection } from './tables/completeness-section.ts';
import { phaseSection } from './tables/phase-table.ts';
import { qualitySection } from './tables/quality-table.ts';
import { rawSections } from './tables/raw-sections.ts';
import { sectionInWords, type TableSection } from './tables/section.ts';
import { ofText } from './words/claim-words.ts';
import { goalSentences } from './words/goal-claim-words.ts';
import { counted } from './words/listed.ts';
import { decimal, percent, range } from './words/number-text.ts';
import { inWords, techniqueInWords } from './words/words.ts';

/** What one part of the report shows, in the order in which it is read. */
export type ReportPart = {
  /** Unique in the report. */
  id: PartId;
  title: string;
  /** The answer, in sentences that each rest on a claim or a count. */
  sentences: readonly string[];
  intervals: readonly IntervalTable[];
  charts: readonly Chart[];
  howSure: readonly HowSure[];
  tables: readonly TableSection[];
};

/** The parts of the report with the questions that they answer, the first one first. */
export const PARTS = {
  techniques: 'Right after the session',
  lasting: 'Does it last?',
  recovery: 'Soreness and relief',
  complaints: 'By complaint',
  therapists: 'Therapists',
  months: 'Over time',
  goals: 'Goals',
  data: 'How good are the data?',
  tables: 'All tables',
} as const;
export type PartId = keyof typeof PARTS;
export const PART_IDS = Object.keys(PARTS) as PartId[];

type Content = Partial<Omit<ReportPart, 'id' | 'title'>>;

const CONTENTS: Readonly<Record<PartId, (statistics: OutcomeStatistics) => Content>> = {
  techniques: ({ claims }) => ({
    sentences: comparisonSentences(claims),
    intervals: [changeIntervals('improvement', claims.techniques)],
    howSure: [changeHowSure('improvement', claims), comparisonHowSure(claims)],
  }),
  lasting: ({ claims }) => ({
    sentences: [LASTING],
    intervals: [changeIntervals('lasting', claims.techniques), changeIntervals('course', claims.techniques)],
    howSure: [changeHowSure('lasting', claims), changeHowSure('course', claims)],
  }),
  recovery: ({ claims }) => ({
    sentences: recoveryPairs(claims),
    intervals: [sorenessIntervals(claims.techniques), reliefIntervals(claims.techniques)],
    howSure: [recoveryHowSure(claims)],
  }),
  complaints: ({ complaints }) => ({
    sentences: complaints.length === 0 ? [] : [COMPLAINTS],
    tables: [complaintCounts(complaints)],
  }),
  therapists: ({ claims }) => ({
    sentences: [claims.therapists.sentence],
    intervals: claims.therapists.rows.length === 0 ? [] : [therapistIntervals(claims.therapists)],
    howSure: [therapistHowSure(claims)],
  }),
  months: ({ claims, trend }) => ({
    sentences: [
      claims.trend.sentence,
      ...monthsNotDrawn(trend, claims.trend),
      ...aboutBand({ claims, trend }),
    ],
    charts: toldMonths(trend, claims.trend).length > 0 ? [monthChart(trend, claims.trend)] : [],
    howSure: [trendHowSure(claims)],
  }),
  goals: ({ claims }) => ({ sentences: goalSentences(claims.goals), howSure: [goalHowSure(claims)] }),
  data: ({ techniques, dataQuality, phases }) => ({
    sentences: dataSentences(techniques, dataQuality),
    charts: [completenessChart(completenessOf(techniques))],
    tables: [completenessSection(techniques), qualitySection(dataQuality), phaseSection(phases)].map(
      sectionInWords,
    ),
  }),
  tables: (statistics) => ({ sentences: [RAW], tables: rawSections(statistics) }),
};

const LASTING =
  'What was felt right after a massage says nothing of the day after: both stand in their own rows, and so does what was left at the end of a course of care.';
const COMPLAINTS =
  'One complaint alone is often too few clients. The page says of a complaint what can be said once it is asked for that one only.';
const RAW =
  'Figures as they were reckoned, with the names of the methods. They are here to be checked: what may be said of them stands on the other pages.';

/** One part of the owner's report. */
export function reportPartOf(id: PartId, statistics: OutcomeStatistics): ReportPart {
  const empty = { sentences: [], intervals: [], charts: [], howSure: [], tables: [] };
  return { id, title: PARTS[id], ...empty, ...CONTENTS[id](statistics) };
}

/**
 * The whole report: the file and the PDF show all of it, the page a part at a time.
 *
 * @returns none where there is no session
 */
export function outcomeReport(statistics: OutcomeStatistics): ReportPart[] {
  if (statistics.techniques.length === 0) return [];
  return PART_IDS.map((id) => reportPartOf(id, statistics));
}

/** What the comparison supports, and what it would take to say more. */
export function comparisonSentences(claims: Claims): string[] {
  const { lead, sentence } = claims.comparison;
  return [lead?.sentence ?? sentence, whatWouldTell(claims)].filter((line) => line !== undefined);
}

/** What the band is, where it is drawn. */
function aboutBand({ claims, trend }: Pick<OutcomeStatistics, 'claims' | 'trend'>): string[] {
  const words = toldMonths(trend, claims.trend).length > 0 ? bandWords(trend) : undefined;
  return words === undefined ? [] : [words];
}

/** Months whose mean nobody is shown, as too few clients are behind it. */
function monthsNotDrawn(trend: OutcomeStatistics['trend'], claim: Claims['trend']): string[] {
  const scored = trend.months.filter(({ mean }) => mean !== null).length;
  const few = scored - toldMonths(trend, claim).length;
  if (few === 0) return [];
  return [
    `${counted(few, 'month')} with both scores of fewer than ${FEWEST_CLIENTS} clients ${few === 1 ? 'has' : 'have'} no mean here.`,
  ];
}

function recoveryPairs({ recovery }: Claims): string[] {
  const pairs = recovery.pairs.filter((pair) => isSaid(pair));
  const differing = pairs.filter(({ pHolm }) => pHolm < 0.05);
  if (pairs.length === 0) return [];
  if (differing.length === 0) {
    return ['How long soreness stays cannot be told apart between techniques; that does not prove it equal.'];
  }
  return differing.map(({ a, b, ratio, ci95: [low, high] }) =>
    ratio >= 1 ? longer(a, b, ratio, [low, high]) : longer(b, a, 1 / ratio, [1 / high, 1 / low]),
  );
}

function longer(one: Technique, other: Technique, times: number, limits: Interval): string {
  return `Soreness stays ${decimal(times, 1)} times as long with ${techniqueInWords(one)} as with ${techniqueInWords(other)} (${range(limits, 1)}).`;
}

function complaintCounts(complaints: OutcomeStatistics['complaints']): TableSection {
  const rows = complaints.map(({ complaint, techniques }) => [
    inWords(complaint),
    techniques.reduce((sum, { sessions }) => sum + sessions, 0).toLocaleString('en'),
  ]);
  return {
    title: 'Sessions by complaint',
    columns: [{ header: 'Complaint' }, { header: 'Sessions', align: 'right' }],
    rows,
    below: rows.length === 0 ? ['No sessions.'] : [],
  };
}

function dataSentences(
  techniques: OutcomeStatistics['techniques'],
  quality: OutcomeStatistics['dataQuality'],
): string[] {
  const { followUpRate, refused } = quality;
  const both = completenessOf(techniques).find(({ kind }) => kind === 'withBoth')!;
  const areSomeRefused = refused !== null && refused > 0;
  const sessions = areSomeRefused
    ? 'sessions that could be read'
    : `sessions${refused === null ? ' that are held' : ''}`;
  return [
    `Both scores are there for ${ofText(both.count, both.of)} ${sessions}; after ${followUpRate === 0 ? 'none' : percent(followUpRate)} of them the client reported back.`,
    ...(areSomeRefused
      ? [`${counted(refused, 'row')} could not be read; sessions among them count as asked and silent.`]
      : []),
    ...(refused === null
      ? ['A session whose row was refused is in no number here, so they look more complete than they may be.']
      : []),
    ...daySentences(quality),
    ...openingSentences(quality),
    'What is missing is in no mean. To be surer: ask everyone, ask at the same hours, and let a client try both of two techniques.',
  ];
}
