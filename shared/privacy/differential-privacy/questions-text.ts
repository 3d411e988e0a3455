import { isTotalsBesides } from '../programme/asked-in.ts';
import { COMPLAINT_GROUPS, complaintsIn } from '../programme/complaint-groups.ts';
import type { Programme } from '../programme/programme.ts';
import { askedFamilies, type Family, type Questions } from '../programme/questions.ts';
import { lengthOf, type ReleasePeriod } from '../programme/release-period.ts';

/** What a release asks, in words: its design, which is fixed before anybody has come. */
export function questionsText(
  programme: Pick<Programme, 'period'>,
  period: Pick<ReleasePeriod, 'period'>,
  questions: Questions,
): string {
  const grouped = questions.complaints === 'groups';
  const families = askedFamilies(questions);
  const list = families.map((family) => `- ${NAMES[family](grouped)}: ${questions.percent[family]} %`);
  const tellsOfComplaints = families.includes('cells') || families.includes('complaints');
  const groups = COMPLAINT_GROUPS.map((group) => `${group} (${complaintsIn(group).join(', ')})`);
  return [
    `A release is of one ${lengthOf(period)}. What it may tell of a client is shared among what it asks:`,
    '',
    ...list,
    '',
    'What is not asked is not measured, and nothing is published of it: that makes the rest more precise.',
    ...(programme.period === 'quarter-and-year' ? [besides(isTotalsBesides(programme, period))] : []),
    ...(grouped && tellsOfComplaints ? [`Groups of complaints: ${groups.join('; ')}.`] : []),
  ].join('\n');
}

const NAMES: Readonly<Record<Family, (grouped: boolean) => string>> = {
  cells: (grouped) => `each technique with each ${grouped ? 'group of complaints' : 'complaint'}`,
  techniques: () => 'each technique',
  complaints: (grouped) => `each ${grouped ? 'group of complaints' : 'complaint'}`,
  total: () => 'all clients together',
  recovery: () => 'recovery by technique',
};

function besides(isTotals: boolean): string {
  return isTotals
    ? "The year's release will tell of these months too. Both are paid for, each with noise of its own."
    : 'The releases of its quarters have told how all clients together fared. Both are paid for, each with noise of its own.';
}
