import type { OutcomeStatistics } from '../../claims/contract.ts';
import { changeSection } from './change-table.ts';
import { comparisonSection } from './comparison-table.ts';
import { complaintSection } from './complaint-table.ts';
import { pairSection } from './pair-table.ts';
import { recoveredBySection } from './recovered-by-section.ts';
import { recoverySection } from './recovery-table.ts';
import { reliefSection } from './relief-table.ts';
import { scoreSection } from './score-section.ts';
import { sectionInWords, type TableSection } from './section.ts';
import { therapistSection } from './therapist-table.ts';
import { trendSection } from './trend-table.ts';

/** The appendix: raw figures of the statistics contract, which nothing is said from. */
export function rawSections({
  techniques,
  comparisons,
  complaints,
  therapists,
  trend,
}: OutcomeStatistics): TableSection[] {
  return [
    ...[
      changeSection('immediate', techniques),
      changeSection('sustained', techniques),
      changeSection('course', techniques),
      scoreSection(techniques),
      comparisonSection(comparisons, techniques),
      ...(comparisons.pairs.length > 0 ? [pairSection(comparisons.pairs)] : []),
      recoverySection(techniques),
      recoveredBySection(techniques),
      reliefSection(techniques),
      complaintSection(complaints),
    ].map(sectionInWords),
    // Ids of therapists are nobody's words: they stay as they are.
    therapistSection(therapists),
    trendSection(trend),
  ];
}

/** How to read the appendix. */
export const RAW_NOTES = [
  'Improvement: pain before minus pain after, 0-10 points, mean; positive is better. Its 95 % interval is by client (CR2, Satterthwaite).',
  'Responders: pain fell by 30 % or more, of those with pain before. Bounds: the share in percent if all missing second scores were failures, and if all were successes.',
  'Scored, followed: sessions with the scores that it takes; the others are in no mean and no rate. Courses: those with a first and a later score away from the table.',
  'Median hours: Kaplan-Meier on the hours of the reports, which come after the event, so it is late; brackets (Turnbull) keep to what lies between two reports. How long soreness and relief last is said from the brackets, on the pages before.',
  'Adjusted: at the same pain before (analysis of covariance); standardised: at the same spread of pain before. The comparison that may be spoken of allows for more.',
];
