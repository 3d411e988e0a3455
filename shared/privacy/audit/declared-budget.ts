import * as z from 'zod';
import { COMPLAINTS, TECHNIQUES } from '../../records/catalogue.ts';
import { FAMILIES } from '../differential-privacy/release-budget.ts';

const promise = z.object({ rho: z.number().nonnegative() });

const budgetSchema = z.object({
  perPeriod: promise,
  lifetime: promise,
  revision: promise,
  bounding: z.object({
    contributionsPerClientAndPeriod: z.int().min(1),
    periodsPerClient: z.int().min(1),
  }),
  tables: z.record(
    z.enum(FAMILIES),
    z.object({ rho: z.number().positive(), sigmaSquared: z.string().regex(/^[1-9]\d*\/[1-9]\d*$/) }),
  ),
  catalogueVersion: z.int(),
  catalogue: z.object({ techniques: z.array(z.enum(TECHNIQUES)), complaints: z.array(z.enum(COMPLAINTS)) }),
});

/** How a release with differential privacy says that it was measured. */
export type DeclaredBudget = z.infer<typeof budgetSchema>;

/** @returns what is declared, or the name of the field that a manifest lacks or has in another form */
export function declaredBudget(
  privacy: Readonly<Record<string, unknown>>,
): DeclaredBudget | { lacks: string } {
  const parsed = budgetSchema.safeParse(privacy);
  if (parsed.success) return parsed.data;
  return { lacks: `privacy.${parsed.error.issues[0]!.path.join('.')}` };
}

/** The variance parameter of a family's noise, from its exact fraction. */
export function declaredVariance({ tables }: DeclaredBudget, family: (typeof FAMILIES)[number]): number {
  const [numerator, denominator] = tables[family].sigmaSquared.split('/').map(Number);
  return numerator! / denominator!;
}
