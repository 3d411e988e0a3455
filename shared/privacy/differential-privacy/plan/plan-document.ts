import { CLIENTS_PER_QUARTERLY_CLIENT } from '../../shared/privacy/differential-privacy/estimates/clients-of-periods.ts';
import {
  type ExpectedMix,
  expectedImprovement,
} from '../../shared/privacy/differential-privacy/plan/expected-mix.ts';
import {
  type PlannedRelease,
  type ReleasePlan,
  releasePlan,
  techniquesGiven,
} from '../../shared/privacy/differential-privacy/plan/release-plan.ts';
import type { ExpectedHalfWidth } from '../../shared/privacy/differential-privacy/plan/row-plan.ts';
import { usualBudget } from '../../shared/privacy/programme/budget.ts';
import {
  DESIGN_NAMES,
  DESIGNS,
  type DesignName,
  usualDesign,
} from '../../shared/privacy/programme/designs.ts';
import { COMPLAINTS, TECHNIQUES } from '../../shared/records/catalogue.ts';

/** What `npm run release:plan` shows: a document, of which the text is made. */
export type PlanDocument = ReturnType<typeof planDocument>;
export type PlannedDesign = PlanDocument['designs'][number];

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
      return plannedDesign(name, plan);
    }),
  };
}

function plannedDesign(name: DesignName, plan: ReleasePlan) {
  const { questions } = DESIGNS[name];
  const { period, periodsPerClient, lifetime, releases } = plan;
  return {
    design: name,
    period,
    asks: questions,
    techniquesOf: TECHNIQUES.length,
    /** Expected numbers: the chances of all techniques, added up. */
    techniquesGiven: round(techniquesGiven(plan), 1),
    techniquesGivenWithin07Points: round(techniquesGiven(plan, NARROW), 1),
    promise: { periodsPerClient, lifetime },
    releases: releases.map(plannedRelease),
  };
}

function plannedRelease({ length, clients, perPeriod, rows }: PlannedRelease) {
  return {
    length,
    clients: Math.round(clients),
    promise: perPeriod,
    rows: rows.map(({ family, technique, complaint, mean, share, enough, ...row }) => ({
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
    })),
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
