import { BadRequestError } from '../errors.ts';
import { CLIENTS_PER_QUARTERLY_CLIENT } from '../privacy/differential-privacy/estimates/clients-of-periods.ts';
import { USUAL_MIX } from '../privacy/differential-privacy/plan/expected-mix.ts';
import {
  type PlanDocument,
  type PlannedDesign,
  planDocument,
  plannedDesign,
} from '../privacy/differential-privacy/plan/plan-document.ts';
import { releasePlan } from '../privacy/differential-privacy/plan/release-plan.ts';
import type { Programme } from '../privacy/programme/programme.ts';
import { lengthsOf, type PeriodLength } from '../privacy/programme/release-period.ts';
import { tableDimensions } from '../privacy/programme/table-dimensions.ts';
import { type PlannedTable, thresholdPlan } from '../privacy/threshold/threshold-plan.ts';
import { countingProgramme } from './counting-programme.ts';

/** What the releases of a programme would tell of so many clients. */
export type PlanReading = {
  programme: string;
  /** By threshold no noise is drawn: `byThreshold` says which rows are large enough, and no design has a promise. */
  mode: Programme['mode'];
  /** In a quarter, over all clinics; undefined where neither the programme nor whoever asks has said. */
  clients: number | undefined;
  /** The programme's own design and catalogue. */
  agreed?: PlannedDesign;
  /** Of a programme by threshold: what one of its releases has, row by row, of so many clients. */
  byThreshold?: PlannedTable;
  /** All designs to choose from, as `npm run release:plan` has them. */
  document?: PlanDocument;
};

const MOST_CLIENTS = 10_000_000;

/**
 * The plan of a programme, for an owner whose clinic counts in it. It looks at nobody's data.
 *
 * @param asked clients in a quarter, as an address has it; without it as many as the programme expects
 * @throws BadRequestError for what is no number of clients; NotFoundError when the clinic counts in no programme
 */
export async function readReleasePlan(
  programmes: () => Promise<readonly Programme[]>,
  clinicId: string,
  asked: string | undefined,
): Promise<PlanReading> {
  const programme = countingProgramme(await programmes(), clinicId);
  const { mode } = programme;
  const clients = asked === undefined || asked === '' ? programme.clientsExpected : clientsIn(asked);
  const reading = { programme: programme.programme, mode, clients };
  if (clients === undefined) return reading;
  const catalogue = programme.catalogues.at(-1)!;
  if (mode === 'threshold') {
    const [length] = lengthsOf(programme.period) as [PeriodLength];
    const inPeriod = clients * CLIENTS_PER_QUARTERLY_CLIENT[length];
    const { rows } = thresholdPlan(catalogue, tableDimensions(programme.questions), inPeriod, USUAL_MIX);
    return { ...reading, byThreshold: { length, clients: inPeriod, rows } };
  }
  const plan = releasePlan(programme, catalogue, clients, USUAL_MIX);
  return {
    ...reading,
    agreed: plannedDesign('as-agreed', programme.questions, plan),
    document: planDocument({ clients, mix: USUAL_MIX }),
  };
}

function clientsIn(asked: string): number {
  const clients = /^\d{1,8}$/.test(asked) ? Number(asked) : 0;
  if (clients >= 1 && clients <= MOST_CLIENTS) return clients;
  throw new BadRequestError('clients', `expected a whole number from 1 to ${MOST_CLIENTS}`);
}
