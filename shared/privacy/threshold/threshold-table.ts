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
import { thresholdMethod } from './threshold-method.ts';
import { thresholdPrivacy } from './threshold-privacy.ts';
import { ALL, inOrder, type ThresholdRelease, type ThresholdTerms } from './threshold-release.ts';

/** `a`: shown. `c`: confidential, for whatever reason; there is one code so that it tells nothing. */
const STATUSES = ['a', 'c'] as const;

/**
 * The table to publish: a row for every technique and complaint of the catalogue, then for all complaints of
 * each technique, for each complaint over all techniques, and for all. Margins are computed from the cells as
 * shown, so they hold nothing that the cells do not.
 */
export function thresholdTable(terms: ThresholdTerms, release: ThresholdRelease): AnonymisedTable {
  const { techniques, complaints } = inOrder(terms.catalogue);
  const shownOf = (ofTechniques: readonly string[], ofComplaints: readonly string[]) =>
    ofTechniques.flatMap((technique) =>
      ofComplaints.flatMap((complaint) => release.cells[`${technique}|${complaint}`] ?? []),
    );
  const rows = [...techniques, ALL].flatMap((technique) =>
    [...complaints, ALL].map((complaint) => {
      const isMargin = technique === ALL || complaint === ALL;
      const shown = shownOf(
        technique === ALL ? techniques : [technique],
        complaint === ALL ? complaints : [complaint],
      );
      return {
        period: terms.period,
        technique,
        complaint,
        ...valuesOf(isMargin ? marginOf(shown) : shown[0]),
        represented_share:
          shown.length > 0 ? (release.represented?.[`${technique}|${complaint}`] ?? null) : null,
      };
    }),
  );
  return asAnonymised({
    fields: fieldsOf(techniques, complaints),
    primaryKey: ['period', 'technique', 'complaint'],
    rows,
    privacy: thresholdPrivacy(terms.catalogue.version),
    method: thresholdMethod(),
  });
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
function marginOf(shown: readonly ShownCell[]): ShownCell | undefined {
  if (shown.length === 0) return undefined;
  const clients = shown.reduce((sum, cell) => sum + cell.clients, 0);
  // In tenths, which shown means are whole numbers of: exact in any order.
  const tenths = shown.reduce((sum, cell) => sum + cell.clients * Math.round(cell.meanImprovement * 10), 0);
  return { clients, meanImprovement: Math.round(tenths / clients) / 10 + 0, responderShare: null };
}

function fieldsOf(techniques: readonly string[], complaints: readonly string[]): ReleaseField[] {
  const coded = (name: string, categories: readonly string[], description: string): ReleaseField => ({
    name,
    type: 'string',
    description,
    categories,
    nullable: false,
  });
  return [
    { name: 'period', type: 'string', description: 'Calendar period, such as 2026Q3.', nullable: false },
    coded('technique', [...techniques, ALL], '`all`: sum of the techniques as shown in this table.'),
    coded('complaint', [...complaints, ALL], '`all`: sum of the complaints as shown in this table.'),
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
        'Rows with `all`: about what share of all their clients the cells that they add up hold, in steps of 0.2, of which 0.2 ' +
        'stands for less as well. Empty in cells, and where it could tell of a hidden one.',
      minimum: 1 / REPRESENTED_PARTS,
      maximum: 1,
      nullable: true,
    },
  ];
}
