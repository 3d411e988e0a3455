import { COMPLAINTS, TECHNIQUES } from '../../../records/catalogue.ts';
import { usualBudget } from '../../programme/budget.ts';
import { DESIGN_NAMES, DESIGNS, type DesignName, usualDesign } from '../../programme/designs.ts';
import type { Questions } from '../../programme/questions.ts';
import { CLIENTS_PER_QUARTERLY_CLIENT } from '../estimates/clients-of-periods.ts';
import { type ExpectedMix, expectedImprovement } from './expected-mix.ts';
import {
  type PlannedRelease,
  type PlannedRow,
  type ReleasePlan,
  releasePlan,
  techniquesGiven,
} from './release-plan.ts';
import type { ExpectedHalfWidth } from './row-plan.ts';

/** What `npm run release:plan` and the page of plans show: a document, of which text and page are made. */
export type PlanDocument = ReturnType<typeof planDocument>;
export type PlannedDesign = ReturnType<typeof plannedDesign>;

/** Half of an interval that is narrow enough to tell techniques apart, in points. */
const NARROW = 0.7;

/**
 * Every design with its usual budget, all over the whole catalogue.
 *
 * @param clients in a quarter, above 0
 */
export function planDocument({ clients, mix }: { clients: number; mix: ExpectedMix }) {
  const catalogue = { techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] };
  return {
    clientsAQuarter: clients,
    usualDesign: usualDesign(clients),
    assumed: {
      clientsInPeriodPerClientOfAQuarter: CLIENTS_PER_QUARTERLY_CLIENT,
      meanImprovement: round(expectedImprovement(mix), 2),
      ...mix,
    },
    designs: DESIGN_NAMES.map((name) => {
      const design = DESIGNS[name];
      const plan = releasePlan({ ...design, budget: usualBudget(design.period) }, catalogue, clients, mix);
      return plannedDesign(name, design.questions, plan);
    }),
  };
}

/** What one design is expected to tell, such as that of a programme, `as-agreed`. */
export function plannedDesign(name: DesignName | 'as-agreed', questions: Questions, plan: ReleasePlan) {
  const { period, periodsPerClient, lifetime, releases } = plan;
  return {
    design: name,
    period,
    asks: questions,
    techniquesOf: new Set(
      plan.releases[0]!.rows.filter(({ family }) => family === 'techniques').map(
        ({ technique }) => technique,
      ),
    ).size,
    /** Expected numbers: the chances of all techniques, added up. */
    techniquesGiven: round(techniquesGiven(plan), 1),
    techniquesGivenWithin07Points: round(techniquesGiven(plan, NARROW), 1),
    techniquesGivenPooled: round(techniquesGiven(plan, Number.POSITIVE_INFINITY, 'pooled'), 1),
    promise: { periodsPerClient, lifetime },
    releases: releases.map(plannedRelease),
  };
}

function plannedRelease({ length, clients, perPeriod, rows, pooled }: PlannedRelease) {
  return {
    length,
    clients: Math.round(clients),
    promise: perPeriod,
    rows: rows.map(plannedRow),
    /** All releases of its length within a client's lifetime, added up; counts are of clients of a period. */
    pooled: { periods: pooled.periods, rows: pooled.rows.map(plannedRow) },
  };
}

function plannedRow({ family, technique, complaint, mean, share, enough, ...row }: PlannedRow) {
  return {
    family,
    technique,
    complaint,
    clients: Math.round(row.clients),
    clientsNoise: round(row.clientsNoise, 1),
    given: round(row.given, 2),
    clientsEnough: Number.isFinite(enough) ? Math.ceil(enough) : null,
    ...(mean && { meanHalfWidth: widths(mean, 2) }),
    /** Of responders; in rows of recovery, of those who had recovered within 48 hours. */
    shareHalfWidth: widths(share, 3),
  };
}

function widths({ noise, sampling, together }: ExpectedHalfWidth, digits: number) {
  return {
    noise: round(noise, digits),
    sampling: round(sampling, digits),
    together: round(together, digits),
  };
}

/** Where there is nobody, there is no width: null in JSON. */
function round(value: number, digits: number): number | null {
  return Number.isFinite(value) ? Number(value.toFixed(digits)) : null;
}
