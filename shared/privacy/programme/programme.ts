import * as z from 'zod';
import { ConfigError } from '../../errors.ts';
import { COMPLAINTS, TECHNIQUES } from '../../records/catalogue.ts';
import { clinicId, code } from '../../records/fields.ts';
import { type ReleasePeriod, releasePeriod } from './release-period.ts';

/** What a cell can be about. Fixed a period ahead, never because a client brought something new. */
const catalogueSchema = z.strictObject({
  /** First period that it holds for, such as `2026Q3` or `2026H2`. */
  from: z.string().regex(/^\d{4}(Q[1-4]|H[12])$/, 'expected a period such as 2026Q3 or 2026H2'),
  version: z.int().min(1),
  techniques: z.array(z.enum(TECHNIQUES)).min(1),
  complaints: z.array(z.enum(COMPLAINTS)).min(1),
});

/**
 * The most that may ever be told of one client under the name of differential privacy, revisions included, in
 * millionths of rho. At 2, somebody who looks for a client finds 37 % of them at 1 % false alarms: with more,
 * the name would promise what the noise does not keep.
 */
const MOST_MICRO_RHO = 2_000_000;
/** Shares of a period are whole millionths, the smallest of them a tenth. */
export const LEAST_MICRO_RHO = 10;

/**
 * Differential privacy's account, in millionths of rho (zCDP): integers, so that nothing is ever spent by a
 * rounding error. A client is counted while what he has spent, in whatever programme, leaves room for another
 * period below `microRhoPerPeriod` times `periodsPerClient`.
 */
const budgetSchema = z.strictObject({
  microRhoPerPeriod: z.int().min(1),
  periodsPerClient: z.int().min(1),
  /** All that the programme may ever spend, and apart from it what a revision may. */
  microRhoCap: z.int().min(1),
  microRhoReserve: z.int().min(0),
});

const programmeSchema = z.strictObject({
  programme: code,
  clinics: z.array(clinicId).min(1),
  period: z.enum(['quarter', 'half-year']).default('quarter'),
  mode: z.enum(['differential-privacy', 'threshold']).default('differential-privacy'),
  catalogues: z
    .array(catalogueSchema)
    .min(1)
    .default([{ from: '1900Q1', version: 1, techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] }]),
  budget: budgetSchema.prefault({
    microRhoPerPeriod: 62_500,
    periodsPerClient: 8,
    microRhoCap: 2_000_000,
    microRhoReserve: 62_500,
  }),
  licence: z.strictObject({ name: z.string().min(1), title: z.string().min(1) }).prefault({
    name: 'partner-agreement',
    title: 'For the partners named in the agreement; no attempt to identify anyone.',
  }),
  /** Who may download, as the claim `custom:partner` names them. */
  partners: z.array(code).default([]),
});

/** An agreement with partners: whose consenting clients count, what is told of them, how and how often. */
export type Programme = z.infer<typeof programmeSchema>;
export type Catalogue = z.infer<typeof catalogueSchema>;
export type Budget = z.infer<typeof budgetSchema>;

/** Reads a programme from its setting. @throws ConfigError that names the field and what was expected */
export function programmeOf(value: unknown, name = 'programme'): Programme {
  const parsed = programmeSchema.safeParse(value);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw invalid(name, path, message);
  }
  const { catalogues, clinics } = parsed.data;
  checkBudget(name, parsed.data);
  if (new Set(clinics).size < clinics.length) throw invalid(name, ['clinics'], 'expected each clinic once');
  for (const [index, { from, version }] of catalogues.entries()) {
    const before = catalogues[index - 1];
    if (before === undefined || (firstMonth(before.from) < firstMonth(from) && before.version < version))
      continue;
    const expected = 'expected catalogues in order of time, each with a higher version than the one before';
    throw invalid(name, ['catalogues', index], expected);
  }
  return parsed.data;
}

/** What a client may spend in first releases, over all of them: in millionths of rho. */
export function lifetimeMicroRho({ microRhoPerPeriod, periodsPerClient }: Budget): number {
  return microRhoPerPeriod * periodsPerClient;
}

/** @throws ConfigError for a budget that differential privacy does not go with */
function checkBudget(name: string, { mode, budget }: Programme): void {
  if (mode !== 'differential-privacy') return;
  const { microRhoPerPeriod, microRhoReserve, microRhoCap } = budget;
  const wrong = (field: keyof Budget, message: string) => invalid(name, ['budget', field], message);
  if (microRhoPerPeriod < LEAST_MICRO_RHO) {
    throw wrong('microRhoPerPeriod', `expected at least ${LEAST_MICRO_RHO}`);
  }
  const lifetime = lifetimeMicroRho(budget);
  if (lifetime > MOST_MICRO_RHO) {
    throw wrong(
      'microRhoPerPeriod',
      `times periodsPerClient is ${lifetime}; expected at most ${MOST_MICRO_RHO} (rho 2) over a client's lifetime`,
    );
  }
  if (lifetime + microRhoReserve > MOST_MICRO_RHO) {
    throw wrong(
      'microRhoReserve',
      `expected at most ${MOST_MICRO_RHO - lifetime}: with the ${lifetime} of a client's lifetime it may come to ${MOST_MICRO_RHO} (rho 2)`,
    );
  }
  if (microRhoCap < microRhoPerPeriod) {
    throw wrong('microRhoCap', `expected at least the ${microRhoPerPeriod} of one period`);
  }
}

/**
 * Reads the programmes of a deployment.
 *
 * @throws ConfigError that names the field and what was expected
 */
export function programmesOf(value: unknown): Programme[] {
  if (!Array.isArray(value)) throw new ConfigError('programmes: expected a list of programmes');
  const programmes = value.map((one, index) => programmeOf(one, `programmes.${index}`));
  for (const [index, { programme, clinics: counted }] of programmes.entries()) {
    const name = `programmes.${index}`;
    if (programmes.findIndex((other) => other.programme === programme) < index) {
      throw invalid(name, ['programme'], `expected each programme once, found "${programme}" again`);
    }
    const shared = counted.findIndex((clinic) =>
      programmes.slice(0, index).some((other) => other.clinics.includes(clinic)),
    );
    if (shared >= 0) {
      // Two accounts of one client would add up without anybody seeing the sum.
      throw invalid(name, ['clinics', shared], `"${counted[shared]}" counts in another programme already`);
    }
  }
  return programmes;
}

/**
 * What the cells of a period are about: the newest catalogue that holds by then.
 *
 * @throws ConfigError for a period before the first catalogue
 */
export function catalogueIn(
  { programme, catalogues }: Programme,
  { months, period }: ReleasePeriod,
): Catalogue {
  const holding = catalogues.filter(({ from }) => firstMonth(from) <= months[0]!);
  const newest = holding.at(-1);
  if (newest) return newest;
  throw new ConfigError(
    `programme ${programme}: no catalogue holds in ${period}; the first is from ${catalogues[0]!.from}`,
  );
}

function firstMonth(period: string): string {
  return releasePeriod(period)!.months[0]!;
}

function invalid(name: string, path: readonly PropertyKey[], message: string): ConfigError {
  return new ConfigError(`${[name, ...path.map(String)].join('.')}: ${message}`);
}
