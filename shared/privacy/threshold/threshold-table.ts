import {
  type AnonymisedTable,
  asAnonymised,
  type ReleaseField,
  type ReleaseValue,
} from '../anonymised-table.ts';
import {
  COUNT_STEP,
  FEWEST_CLIENTS,
  LEAST_COUNT,
  MEAN_LIMIT,
  REPRESENTED_PARTS,
  type ShownCell,
} from './limits.ts';
import { ALL, type TableLayout, tableLayout } from './table-layout.ts';
import { thresholdMethod } from './threshold-method.ts';
import { thresholdPrivacy } from './threshold-privacy.ts';
import type { ThresholdRelease, ThresholdTerms } from './threshold-release.ts';

/** `a`: shown. `c`: confidential, for whatever reason; there is one code so that it tells nothing. */
const STATUSES = ['a', 'c'] as const;

/**
 * The table to publish: a row for every technique and complaint of the catalogue, or for what is asked of them, then for
 * all complaints of each technique, for each complaint over all techniques, and for all. Sums are computed from the cells
 * as shown, so they hold nothing that the cells do not.
 */
export function thresholdTable(terms: ThresholdTerms, release: ThresholdRelease): AnonymisedTable {
  const layout = tableLayout(terms.catalogue, terms.dimensions);
  const rows = layout.keys.map((key) => {
    const [technique, complaint] = key.split('|') as [string, string];
    const shown = layout.isSum(key) ? sumOf(shownIn(layout, key, release)) : release.cells[key];
    return {
      period: terms.period,
      technique,
      complaint,
      ...valuesOf(shown ?? undefined),
      represented_share: shown ? shareOf(layout, key, release) : null,
    };
  });
  return asAnonymised({
    fields: fieldsOf(layout),
    primaryKey: ['period', 'technique', 'complaint'],
    rows,
    privacy: thresholdPrivacy(terms.catalogue.version, terms.dimensions),
    method: thresholdMethod(terms.dimensions),
  });
}

/** The cells shown that a sum adds up. */
function shownIn({ techniques, complaints }: TableLayout, sum: string, { cells }: ThresholdRelease) {
  const [technique, complaint] = sum.split('|');
  return techniques
    .filter((one) => technique === ALL || technique === one)
    .flatMap((one) =>
      complaints
        .filter((other) => complaint === ALL || complaint === other)
        .flatMap((other) => cells[`${one}|${other}`] ?? []),
    );
}

/** A sum stands for what its cells hold of its clients; a row with `all` that was counted itself, for all of them. */
function shareOf({ isSum }: TableLayout, key: string, { represented }: ThresholdRelease): number | null {
  if (isSum(key)) return represented?.[key] ?? null;
  return key.split('|').includes(ALL) ? 1 : null;
}

function valuesOf(shown: ShownCell | undefined): Record<string, ReleaseValue> {
  return {
    status: shown ? 'a' : 'c',
    clients: shown?.clients ?? null,
    mean_improvement: shown?.meanImprovement ?? null,
    responder_status: shown && shown.responderShare !== null ? 'a' : 'c',
    responder_share: shown?.responderShare ?? null,
  };
}

/** The sum of shown counts and the mean of shown means by them; no share, since not every cell shows one. */
function sumOf(shown: readonly ShownCell[]): ShownCell | undefined {
  if (shown.length === 0) return undefined;
  const clients = shown.reduce((sum, cell) => sum + cell.clients, 0);
  // In tenths, which shown means are whole numbers of: exact in any order.
  const tenths = shown.reduce((sum, cell) => sum + cell.clients * Math.round(cell.meanImprovement * 10), 0);
  return { clients, meanImprovement: Math.round(tenths / clients) / 10 + 0, responderShare: null };
}

function fieldsOf({ techniques, complaints }: TableLayout): ReleaseField[] {
  const coded = (name: string, categories: readonly string[], description: string): ReleaseField => ({
    name,
    type: 'string',
    description,
    categories,
    nullable: false,
  });
  return [
    { name: 'period', type: 'string', description: 'Calendar period, such as 2026Q3.', nullable: false },
    coded('technique', withAll(techniques), allOf('techniques', techniques)),
    coded('complaint', withAll(complaints), allOf('complaints', complaints)),
    coded('status', STATUSES, '`a`: shown; `c`: confidential, which may be none, few or many clients.'),
    {
      name: 'clients',
      type: 'integer',
      description: `Distinct clients, at least ${FEWEST_CLIENTS}, to the nearest ${COUNT_STEP}, the least being ${LEAST_COUNT}.`,
      minimum: LEAST_COUNT,
      nullable: true,
    },
    {
      name: 'mean_improvement',
      type: 'number',
      description: `Mean over clients of pain before - after, in points of the NPRS, coarsened; ${MEAN_LIMIT} and -${MEAN_LIMIT} stand for that and beyond.`,
      minimum: -MEAN_LIMIT,
      maximum: MEAN_LIMIT,
      nullable: true,
    },
    coded('responder_status', STATUSES, 'As `status`, for the share of responders; `c` in every sum.'),
    {
      name: 'responder_share',
      type: 'number',
      description: 'Responders: share of clients whose pain fell by at least 30 %, in steps of 0.05.',
      minimum: 0,
      maximum: 1,
      nullable: true,
    },
    {
      name: 'represented_share',
      type: 'number',
      description:
        'Sums: about what share of all their clients the rows that they add up hold, in steps of 0.2, of which 0.2 stands for ' +
        'less as well; empty where it could tell of a hidden one. Of other rows, 1 where they are of `all`, and else empty.',
      minimum: 1 / REPRESENTED_PARTS,
      maximum: 1,
      nullable: true,
    },
  ];
}

const withAll = (names: readonly string[]) => [...names.filter((name) => name !== ALL), ALL];

function allOf(what: string, names: readonly string[]): string {
  return names.includes(ALL)
    ? `\`all\`: all ${what} together, which this table does not tell apart.`
    : `\`all\`: sum of the ${what} as shown in this table.`;
}
