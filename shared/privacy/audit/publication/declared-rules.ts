import * as z from 'zod';

/** How a threshold release says that it was coarsened: its `privacy` block, as far as the audit needs it. */
export const rulesSchema = z.object({
  mode: z.literal('threshold'),
  fewestClients: z.int().min(1),
  counts: z.object({ roundedTo: z.int().min(1), least: z.int().min(1) }),
  means: z.object({
    steps: z.array(z.object({ fromClients: z.number(), step: z.number().positive() })).min(1),
    limit: z.number().positive(),
  }),
  shares: z.object({ step: z.number().positive(), fewestResponders: z.int(), fewestOthers: z.int() }),
  /** In which steps sums say what share of their clients they stand for; of old they did not. */
  represented: z.object({ step: z.number().positive() }).optional(),
  /** What its rows tell apart; of old all told techniques and each complaint. */
  dimensions: z
    .object({ techniques: z.boolean(), complaints: z.enum(['each', 'groups', 'none']) })
    .default({ techniques: true, complaints: 'each' }),
  catalogueVersion: z.int(),
});

export type DeclaredRules = z.infer<typeof rulesSchema>;
