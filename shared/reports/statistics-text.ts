import type { OutcomeStatistics } from '../claims/contract.ts';
import { comparisonTable } from './comparison-table.ts';
import { complaintTable } from './complaint-table.ts';
import { phaseTable } from './phase-table.ts';
import { qualityTable } from './quality-table.ts';
import { techniqueTable } from './technique-table.ts';
import { therapistTable } from './therapist-table.ts';
import { trendTable } from './trend-table.ts';

/** The statistics of a clinic for people to read; the legend of the technique tables stands below, once. */
export function statisticsText(statistics: OutcomeStatistics): string {
  const { techniques, complaints, comparisons, therapists, trend, phases, dataQuality } = statistics;
  if (techniques.length === 0) return [techniqueTable(statistics), qualityTable(dataQuality)].join('\n\n');
  return [
    techniqueTable(statistics),
    comparisonTable(comparisons, techniques),
    complaintTable(complaints),
    therapistTable(therapists),
    trendTable(trend),
    phaseTable(phases),
    qualityTable(dataQuality),
  ].join('\n\n');
}
