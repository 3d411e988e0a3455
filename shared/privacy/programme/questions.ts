import * as z from 'zod';
import type { Complaint, Technique } from '../../records/catalogue.ts';
import { type ComplaintOrGroup, groupsOf } from './complaint-groups.ts';

/** The families of histograms that a release may hold. A client is in one histogram of each, in one bin. */
export const FAMILIES = ['cells', 'techniques', 'complaints', 'total', 'recovery'] as const;
export type Family = (typeof FAMILIES)[number];

/** Of each family, per cent of what a release may spend; a family of 0 is not measured, and has no row. */
export type Percent = Readonly<Record<Family, number>>;

const percent = z.int().min(0).max(100).default(0);

/**
 * What a programme asks of its clients, in the mode with noise. Whatever is asked, a release spends the same, so each
 * question that is left out makes the others more precise.
 */
export const questionsSchema = z.strictObject({
  /** Each complaint of the catalogue, or the groups that they lie in. */
  complaints: z.enum(['each', 'groups']).default('each'),
  percent: z
    .strictObject({
      cells: percent,
      techniques: percent,
      complaints: percent,
      total: percent,
      recovery: percent,
    })
    .refine((shares) => sumOf(shares) === 100, 'expected shares that add up to 100')
    .refine(
      ({ recovery }) => recovery < 100,
      'expected one of cells, techniques, complaints and total besides recovery',
    ),
});

export type Questions = Readonly<z.infer<typeof questionsSchema>>;

/** Everything, as programmes asked that say nothing of it. Margins are measured: added up, twenty cells' noise adds up too. */
export const EVERYTHING: Questions = {
  complaints: 'each',
  percent: { cells: 40, techniques: 15, complaints: 15, total: 10, recovery: 20 },
};

/** The families that are measured, in their order. */
export function askedFamilies({ percent }: Questions): Family[] {
  return FAMILIES.filter((family) => percent[family] > 0);
}

/** The techniques and the complaints, or groups of them, that rows are about. A name listed twice is asked once. */
export function domainOf(
  { techniques, complaints }: { techniques: readonly Technique[]; complaints: readonly Complaint[] },
  questions: Pick<Questions, 'complaints'> = EVERYTHING,
): Domain {
  const each = [...new Set(complaints)];
  return {
    techniques: [...new Set(techniques)],
    complaints: questions.complaints === 'groups' ? groupsOf(each) : each,
  };
}

/** The catalogue as it is measured: every technique and every complaint, or group, once. */
export type Domain = { techniques: readonly Technique[]; complaints: readonly ComplaintOrGroup[] };

function sumOf(shares: Percent): number {
  return FAMILIES.reduce((sum, family) => sum + shares[family], 0);
}
