import { COMPLAINTS, TECHNIQUES } from '../../records/catalogue.ts';
import type { ReleaseField } from '../anonymised-table.ts';
import { COMPLAINT_GROUPS, complaintsIn } from '../programme/complaint-groups.ts';
import type { Domain } from '../programme/questions.ts';
import { RECOVERY_BINS } from '../tally/period-tally.ts';
import { IMPROVEMENT_BINS } from './noise/histograms.ts';

/** Stands in a margin for all techniques or complaints of the catalogue. */
export const ALL = 'all';

/** What a row is about. */
export const TABLES = ['cell', 'technique', 'complaint', 'total', 'recovery'] as const;

const bins = (at: number) =>
  `Clients in bin ${at + 1}, as measured, with noise; below 0 is right. Improvement in points: ` +
  `${IMPROVEMENT_BINS[at]?.label ?? 'no such bin'}. Rows of recovery, in hours: ${RECOVERY_BINS[at]}.`;

function count(name: string, description: string, nullable = false): ReleaseField {
  return { name, type: 'integer', description, nullable };
}

function number(
  name: string,
  description: string,
  range: { minimum?: number; maximum?: number } = {},
): ReleaseField {
  return { name, type: 'number', description, ...range, nullable: true };
}

function withInterval(name: string, description: string, minimum: number, maximum: number): ReleaseField[] {
  const range = { minimum, maximum };
  const end = (which: string) =>
    `${which} end of the 95 % interval of ${name}, which covers noise${name === 'mean' ? ', sampling and bins' : ' and sampling'}.`;
  return [
    number(name, `${description} Empty where the status is u.`, range),
    number(`${name}_lo`, end('Lower'), range),
    number(`${name}_hi`, end('Upper'), range),
  ];
}

const LOWEST = Math.min(...IMPROVEMENT_BINS.map(({ representative }) => representative));
const HIGHEST = Math.max(...IMPROVEMENT_BINS.map(({ representative }) => representative));

/**
 * The columns of a release with differential privacy, in their order.
 *
 * @param domain whose complaints may be groups
 */
export function releaseFields({ complaints }: Pick<Domain, 'complaints'>): ReleaseField[] {
  const isGrouped = complaints.some((name) => COMPLAINT_GROUPS.some((group) => group === name));
  return RELEASE_FIELDS.map(whereItApplies).map((field) =>
    field.name === 'complaint' && isGrouped
      ? {
          ...field,
          description: `Group of the complaint of those sessions; all in a margin over groups and in recovery. ${GROUPS_IN_WORDS}`,
          categories: [...COMPLAINT_GROUPS, ALL],
        }
      : field,
  );
}

/** Empty means "not published" where a column applies, and nothing at all where it does not. */
function whereItApplies(field: ReleaseField): ReleaseField {
  const isOfRecovery = /^(bin_6|recovered_48h(_lo|_hi)?)$/.test(field.name);
  const isOfImprovement = /^(n_reconciled(_sd)?|n_consistent|(mean|resp)(_lo|_hi)?)$/.test(field.name);
  if (!isOfRecovery && !isOfImprovement) return field;
  const values = TABLES.filter((table) => (table === 'recovery') === isOfRecovery);
  return { ...field, appliesTo: { column: 'table', values } };
}

const GROUPS_IN_WORDS = `The groups: ${COMPLAINT_GROUPS.map((group) => `${group}: ${complaintsIn(group).join(', ')}`).join('; ')}.`;

const RELEASE_FIELDS: readonly ReleaseField[] = [
  {
    name: 'period',
    type: 'string',
    description: 'The closed period, e.g. 2026Q3, 2026H2 or 2026Y.',
    nullable: false,
  },
  {
    name: 'interval',
    type: 'string',
    description: 'Its first and last month, ISO 8601, both included, e.g. 2026-07/2026-09.',
    nullable: false,
  },
  {
    name: 'table',
    type: 'string',
    description:
      'What the row is about: one technique and complaint, a margin, all, or recovery by technique.',
    categories: TABLES,
    nullable: false,
  },
  {
    name: 'technique',
    type: 'string',
    description: 'Technique that the client had most sessions of; all in a margin over techniques.',
    categories: [...TECHNIQUES, ALL],
    nullable: false,
  },
  {
    name: 'complaint',
    type: 'string',
    description: 'Complaint of those sessions; all in a margin over complaints and in recovery.',
    categories: [...COMPLAINTS, ALL],
    nullable: false,
  },
  {
    name: 'status',
    type: 'string',
    description:
      'a: shown. u: low reliability, too much noise for a mean or a rate. Decided on noisy values only.',
    categories: ['a', 'u'],
    nullable: false,
  },
  count('n_noisy', 'Clients as measured, with noise, unbiased; may be below 0. Add up these, not n_display.'),
  number('n_sd', 'Standard deviation of the noise in n_noisy.', { minimum: 0 }),
  { ...count('n_display', 'n_noisy or 0, whichever is larger. To look at, not to add up.'), minimum: 0 },
  number('sigma', 'Standard deviation of the noise in each bin, rounded; exact in the privacy block.', {
    minimum: 0,
  }),
  ...[0, 1, 2, 3, 4].map((at) => count(`bin_${at + 1}`, bins(at))),
  count('bin_6', 'Clients of recovery rows without a report of soreness, with noise; empty elsewhere.', true),
  number(
    'n_reconciled',
    'Clients as estimated from cells, margins and total together, which agree: unbiased, may be below 0; empty for recovery.',
  ),
  number('n_reconciled_sd', 'Standard deviation of the noise in n_reconciled.', { minimum: 0 }),
  number(
    'n_consistent',
    'Clients by estimates that agree and are never below 0, of which means and rates are made; empty for recovery.',
    { minimum: 0 },
  ),
  ...withInterval(
    'mean',
    'Mean improvement in points, before less after, from bin representatives.',
    LOWEST,
    HIGHEST,
  ),
  ...withInterval('resp', 'Responders: share of clients whose pain fell by at least 30 %.', 0, 1),
  ...withInterval(
    'recovered_48h',
    'Share of clients with a report whose soreness was gone within 48 hours.',
    0,
    1,
  ),
  {
    name: 'ci_method',
    type: 'string',
    description:
      'How the intervals were made: by profile likelihood, of noise, sampling and, of means, bins, from counts that cannot be ' +
      'below 0 (METHOD.md). They do not cover what the one contribution per client leaves out.',
    categories: ['profile-95'],
    nullable: true,
  },
];
