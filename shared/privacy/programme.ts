import * as z from 'zod';
import { ConfigError } from '../errors.ts';
import { COMPLAINTS, TECHNIQUES } from '../records/catalogue.ts';
import { clinicId, code } from '../records/fields.ts';

/** What a cell can be about. Fixed a period ahead, never because a client brought something new. */
const catalogueSchema = z.strictObject({
  /** First period that it holds for, such as `2026Q3` or `2026H2`. */
  from: z.string().regex(/^\d{4}(Q[1-4]|H[12])$/, 'expected a period such as 2026Q3 or 2026H2'),
  version: z.int().min(1),
  techniques: z.array(z.enum(TECHNIQUES)).min(1),
  complaints: z.array(z.enum(COMPLAINTS)).min(1),
});

/**
 * Differential privacy's account, in millionths of rho (zCDP): integers, so that nothing is ever spent by a
 * rounding error. A client is counted in at most `periodsPerClient` periods, which makes the rho of a
 * period times that number the most that the programme can ever tell of one client.
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
    .default([{ from: '2020Q1', version: 1, techniques: [...TECHNIQUES], complaints: [...COMPLAINTS] }]),
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
export function programmeOf(value: unknown): Programme {
  const parsed = programmeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new ConfigError(`programme${path.map((part) => `.${String(part)}`).join('')}: ${message}`);
}
