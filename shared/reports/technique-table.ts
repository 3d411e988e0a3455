import type { OutcomeStatistics } from '../claims/contract.ts';
import { changeTable } from './change-table.ts';
import { NOTHING } from './number-text.ts';
import { recoveryTable } from './recovery-table.ts';
import { reliefTable } from './relief-table.ts';
import { REPEATS_MARK } from './section.ts';
import { paragraph } from './text-table.ts';

/**
 * The technique tables of a clinic: right after the session, one to three days later, over courses of care,
 * recovery and relief. They stand apart because an immediate change says nothing about a lasting one.
 */
export function techniqueTable({
  clinicId,
  from,
  to,
  techniques,
}: Pick<OutcomeStatistics, 'clinicId' | 'from' | 'to' | 'techniques'>): string {
  const months = from === null ? '' : from === to ? `, ${from}` : `, ${from} to ${to}`;
  const heading = `Outcomes at ${clinicId}${months}`;
  if (techniques.length === 0) return `${heading}\n\nNo sessions.`;
  return [
    `${heading}\n${'='.repeat(heading.length)}`,
    changeTable('immediate', techniques),
    changeTable('sustained', techniques),
    changeTable('course', techniques),
    recoveryTable(techniques),
    reliefTable(techniques),
  ].join('\n\n');
}

/** How to read the technique tables, a sentence or two each. */
export const TECHNIQUE_NOTES = [
  'Improvement: pain before minus pain after, 0-10 points, mean; positive is better. Its 95 % interval allows for clients who come more than once (CR2, by client).',
  `Responders: pain fell by 30 % or more, of those with pain before; share with Wilson 95 % interval in percent. ${REPEATS_MARK}: that interval treats sessions of one client as independent, like those of the medians.`,
  'Bounds: the share in percent if all missing second scores were failures, and if all were successes.',
  'Scored, followed: sessions with the scores that it takes; the others are in no mean and no rate. Courses: those with a first and a later score; after a single session that may be the score right after it.',
  'Recovery, relief: Kaplan-Meier median, counting those still without the event. The journal knows the event only by the report after it, so that median is late; brackets (Turnbull) keep to what lies between two reports.',
  'Expected, seen: what clients are told, and on which side of it the median lies.',
  `"${NOTHING}": cannot be computed, or nothing is promised.`,
  'Changes are seen with a technique, not caused by it: clients come when pain is high, and it would have fallen by itself to some extent. The fall named below the tables is what models of trials of chronic pain give (Kamerman & Vollert 2022); where clients come at their worst it can be larger.',
];

/** The same for a terminal; stands once below all of them. */
export const TECHNIQUE_LEGEND = TECHNIQUE_NOTES.map((note) => paragraph(note, '  ')).join('\n');
