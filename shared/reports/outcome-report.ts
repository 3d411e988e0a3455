import type { OutcomeStatistics } from '../claims/contract.ts';
import type { Group } from '../statistics/contract.ts';
import { changeSection } from './change-table.ts';
import {
  complaintSentence,
  completenessSentence,
  followUpSentence,
  forestSentence,
  recoverySentence,
  scoreSentence,
  trendSentence,
} from './chart-sentences.ts';
import { completenessChart } from './charts/completeness-chart.ts';
import { meanChart, rateChart } from './charts/control-chart.ts';
import type { Chart } from './charts/draw.ts';
import { forestChart } from './charts/forest-chart.ts';
import { recoveryChart } from './charts/recovery-chart.ts';
import { scoreChart } from './charts/score-chart.ts';
import { comparisonSection } from './comparison-table.ts';
import { complaintSection } from './complaint-table.ts';
import { completenessOf, completenessSection } from './completeness-section.ts';
import { pairSection } from './pair-table.ts';
import { phaseSection } from './phase-table.ts';
import { qualitySection } from './quality-table.ts';
import { recoveredBySection } from './recovered-by-section.ts';
import { recoverySection } from './recovery-table.ts';
import { reliefSection } from './relief-table.ts';
import { scoreSection } from './score-section.ts';
import type { TableSection } from './section.ts';
import { therapistSection } from './therapist-table.ts';
import { trendSection } from './trend-table.ts';
import { inWords } from './words.ts';

/** One question of the report: a sentence that answers it, the charts that show it, the numbers behind them. */
export type ReportPart = {
  /** Unique in the report. */
  id: string;
  title: string;
  sentence: string;
  charts: readonly Chart[];
  tables: readonly TableSection[];
};

/**
 * The owner's report in parts, in the order in which they are read: the page, the file and the PDF show the
 * same ones.
 *
 * @returns none where there is no session
 */
export function outcomeReport(statistics: OutcomeStatistics): ReportPart[] {
  const { techniques } = statistics;
  if (techniques.length === 0) return [];
  return [
    techniquePart(statistics),
    scorePart(techniques),
    followUpPart(techniques),
    recoveryPart(techniques),
    complaintPart(statistics),
    therapistPart(statistics),
    trendPart(statistics),
    qualityPart(statistics),
  ];
}

function techniquePart({ techniques, comparisons }: OutcomeStatistics): ReportPart {
  const scored = techniques.some(({ immediate }) => immediate.n > 0);
  return {
    id: 'techniques',
    title: 'Techniques: change right after the session',
    sentence: forestSentence(techniques, comparisons),
    charts: scored ? [forestChart(techniques, comparisons)] : [],
    tables: [
      changeSection('immediate', techniques),
      comparisonSection(comparisons, techniques),
      ...(comparisons.pairs.length > 0 ? [pairSection(comparisons.pairs)] : []),
    ].map(sectionInWords),
  };
}

function scorePart(techniques: readonly Group[]): ReportPart {
  const scored = techniques.some(({ immediate }) => immediate.n > 0);
  return {
    id: 'scores-part',
    title: 'Pain before and after',
    sentence: scoreSentence(techniques),
    charts: scored ? [scoreChart(techniques)] : [],
    tables: [sectionInWords(scoreSection(techniques))],
  };
}

function followUpPart(techniques: readonly Group[]): ReportPart {
  return {
    id: 'later',
    title: 'Does it last?',
    sentence: followUpSentence(techniques),
    charts: [],
    tables: [
      changeSection('sustained', techniques),
      changeSection('course', techniques),
      reliefSection(techniques),
    ].map(sectionInWords),
  };
}

function recoveryPart(techniques: readonly Group[]): ReportPart {
  const followed = techniques.some(({ recovery }) => recovery.n > 0);
  return {
    id: 'recovery-part',
    title: 'Recovery: how long soreness stays',
    sentence: recoverySentence(techniques),
    charts: followed ? [recoveryChart(techniques)] : [],
    tables: [recoverySection(techniques), recoveredBySection(techniques)].map(sectionInWords),
  };
}

function complaintPart({ complaints }: OutcomeStatistics): ReportPart {
  return {
    id: 'complaints',
    title: 'Complaints by technique',
    sentence: complaintSentence(complaints),
    charts: [],
    tables: [sectionInWords(complaintSection(complaints))],
  };
}

function therapistPart({ therapists, claims }: OutcomeStatistics): ReportPart {
  return {
    id: 'therapists',
    title: 'Therapists',
    sentence: claims.therapists.sentence,
    charts: [],
    // Ids of therapists are nobody's words: they stay as they are.
    tables: [therapistSection(therapists)],
  };
}

function trendPart({ trend }: OutcomeStatistics): ReportPart {
  return {
    id: 'months',
    title: 'Month by month',
    sentence: trendSentence(trend),
    charts: [
      ...(trend.xmr.centre === null ? [] : [meanChart(trend)]),
      ...(trend.p.centre === null ? [] : [rateChart(trend)]),
    ],
    tables: [trendSection(trend)],
  };
}

function qualityPart({ techniques, phases, dataQuality }: OutcomeStatistics): ReportPart {
  return {
    id: 'quality',
    title: 'How good the data are',
    sentence: completenessSentence(techniques, dataQuality),
    charts: [completenessChart(completenessOf(techniques))],
    tables: [completenessSection(techniques), qualitySection(dataQuality), phaseSection(phases)].map(
      sectionInWords,
    ),
  };
}

/** The catalogue's codes in words, as people read them. */
function sectionInWords({ title, columns, rows, below }: TableSection): TableSection {
  return {
    title,
    columns,
    rows: rows.map((cells) => cells.map(inWords)),
    below: below.map(inWords),
  };
}
