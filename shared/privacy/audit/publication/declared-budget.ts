import * as z from 'zod';
import { TECHNIQUES } from '../../../records/catalogue.ts';
import { ESTIMATES } from '../../differential-privacy/estimates/estimates.ts';
import { COMPLAINTS_AND_GROUPS } from '../../programme/complaint-groups.ts';
import { FAMILIES, type Family } from '../../programme/questions.ts';

const promise = z.object({ rho: z.number().nonnegative() });

/** How a release with differential privacy says that it was measured: its `privacy` block, as far as the audit needs it. */
export const budgetSchema = z.object({
  mode: z.literal('differential-privacy'),
  perPeriod: promise,
  lifetime: promise,
  /** The most that a client can have spent before, first releases and revisions apart; absent of old. */
  spentBefore: z.object({ rho: z.number().nonnegative(), byRevisions: z.number().nonnegative() }).optional(),
  revision: promise,
  bounding: z.object({
    contributionsPerClientAndPeriod: z.int().min(1),
    periodsPerClient: z.int().min(1),
    /** What a client may spend in first releases; where it is absent, as of old, what all his periods spend. */
    mostRhoPerClient: z.number().positive().optional(),
  }),
  tables: z.partialRecord(
    z.enum(FAMILIES),
    z.object({
      rho: z.number().positive(),
      sigmaSquared: z.string().regex(/^[1-9]\d*\/[1-9]\d*$/, 'expected a fraction such as 20/1'),
    }),
  ),
  /** How means and rates follow from what was measured; of old, nothing was said. */
  estimates: z.enum(ESTIMATES).default('reconciled'),
  catalogueVersion: z.int(),
  catalogue: z.object({
    techniques: z.array(z.enum(TECHNIQUES)),
    complaints: z.array(z.enum(COMPLAINTS_AND_GROUPS)),
  }),
});

export type DeclaredBudget = z.infer<typeof budgetSchema>;

/** The families that a release declares, in their order. */
export function declaredFamilies({ tables }: Pick<DeclaredBudget, 'tables'>): Family[] {
  return FAMILIES.filter((family) => tables[family] !== undefined);
}

/** The variance parameter of the noise of a family that is declared, from its exact fraction. */
export function declaredVariance({ tables }: DeclaredBudget, family: Family): number {
  const [numerator, denominator] = tables[family]!.sigmaSquared.split('/').map(Number);
  return numerator! / denominator!;
}

/** What a client may spend in first releases by a release's own limits: the higher, should they not agree. */
export function declaredLimit({ perPeriod, bounding }: DeclaredBudget): number {
  return Math.max(bounding.mostRhoPerClient ?? 0, perPeriod.rho * bounding.periodsPerClient);
}
