import * as z from 'zod';
import { COMPLAINTS, TECHNIQUES } from '../../../records/catalogue.ts';
import { FAMILIES } from '../../differential-privacy/budget/release-budget.ts';

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
  }),
  tables: z.record(
    z.enum(FAMILIES),
    z.object({
      rho: z.number().positive(),
      sigmaSquared: z.string().regex(/^[1-9]\d*\/[1-9]\d*$/, 'expected a fraction such as 20/1'),
    }),
  ),
  catalogueVersion: z.int(),
  catalogue: z.object({ techniques: z.array(z.enum(TECHNIQUES)), complaints: z.array(z.enum(COMPLAINTS)) }),
});

export type DeclaredBudget = z.infer<typeof budgetSchema>;

/** The variance parameter of a family's noise, from its exact fraction. */
export function declaredVariance({ tables }: DeclaredBudget, family: (typeof FAMILIES)[number]): number {
  const [numerator, denominator] = tables[family].sigmaSquared.split('/').map(Number);
  return numerator! / denominator!;
}

/** What a client may spend in first releases by a release's own limit. */
export function declaredLimit({ perPeriod, bounding }: DeclaredBudget): number {
  return perPeriod.rho * bounding.periodsPerClient;
}
