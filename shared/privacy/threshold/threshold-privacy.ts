import { COMPLAINT_GROUPS, complaintsIn } from '../programme/complaint-groups.ts';
import type { TableDimensions } from '../programme/table-dimensions.ts';
import {
  COUNT_STEP,
  FEWEST_CHANGED,
  FEWEST_CLIENTS,
  FEWEST_FEASIBLE,
  LEAST_COUNT,
  MEAN_LIMIT,
  MEAN_STEPS,
  REPRESENTED_PARTS,
  SAFE_RANGE,
  SHARE_PARTS,
} from './limits.ts';

/** The `privacy` block of a threshold release: of the rules and the configuration alone. */
export function thresholdPrivacy(
  catalogueVersion: number,
  dimensions: TableDimensions,
): Readonly<Record<string, unknown>> {
  return {
    mode: 'threshold',
    statement:
      'A suppressed aggregate of consenting clients. It follows rules that withstand known attacks; it is ' +
      'not a mathematical guarantee of anonymity.',
    unit: 'one client: one cell and one value a period, however often he came',
    responder: 'improvement of at least 30 % of the score before: 10 * improvement >= 3 * before',
    dimensions,
    ...(dimensions.complaints === 'groups' && {
      complaintGroups: Object.fromEntries(COMPLAINT_GROUPS.map((group) => [group, complaintsIn(group)])),
    }),
    fewestClients: FEWEST_CLIENTS,
    suppressionCode: 'c',
    suppressionCodeCovers: 'none, few, and enough clients whose cell would tell of a small one',
    counts: { roundedTo: COUNT_STEP, least: LEAST_COUNT },
    means: {
      steps: MEAN_STEPS.map(({ fromClients, tenths }) => ({ fromClients, step: tenths / 10 })),
      limit: MEAN_LIMIT,
    },
    shares: { step: 1 / SHARE_PARTS, fewestResponders: FEWEST_CLIENTS, fewestOthers: FEWEST_CLIENTS },
    margins: 'sums of the rows as shown',
    represented: { step: 1 / REPRESENTED_PARTS, of: 'the counts as shown, of the true count of the margin' },
    revisions: {
      dimensions: 'as of the first release',
      cellsKeptUnlessClientsChanged: FEWEST_CHANGED,
      hiddenStayHidden: true,
    },
    audit: {
      method: 'linear programming over the table and all its margins',
      attackerKnows:
        'every count that is not hidden, exactly, and every true margin of at least ' +
        `${FEWEST_CLIENTS} clients, unless hiding cells alone could not protect a small one`,
      hiddenCountCanBe: { atMost: SAFE_RANGE.least, atLeast: SAFE_RANGE.greatest },
      shownRowLeaves: { counts: FEWEST_FEASIBLE.counts, pointsBetweenSums: FEWEST_FEASIBLE.points },
    },
    clientsWhoPoolWhatTheyKnow: `m clients of a shown cell together see a cell of at least ${FEWEST_CLIENTS} - m others`,
    notPromised: [
      'protection from somebody who knows all but a few clients of a cell',
      'that what is known of the same clinics from elsewhere cannot be compared with it',
      'anything about groups, such as a technique or a complaint as a whole',
    ],
    catalogueVersion,
  };
}
