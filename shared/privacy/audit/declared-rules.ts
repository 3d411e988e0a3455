import * as z from 'zod';

const rulesSchema = z.object({
  fewestClients: z.int().min(1),
  suppressionCode: z.string(),
  counts: z.object({ roundedTo: z.int().min(1), least: z.int().min(1) }),
  means: z.object({
    steps: z.array(z.object({ fromClients: z.number(), step: z.number().positive() })).min(1),
    limit: z.number().positive(),
  }),
  shares: z.object({ step: z.number().positive(), fewestResponders: z.int(), fewestOthers: z.int() }),
});

/** How a threshold release says that it was coarsened. */
export type DeclaredRules = z.infer<typeof rulesSchema>;

/** @returns the rules, or the name of the field that a manifest lacks or has in another form */
export function declaredRules(privacy: Readonly<Record<string, unknown>>): DeclaredRules | { lacks: string } {
  const parsed = rulesSchema.safeParse(privacy);
  if (parsed.success) return parsed.data;
  return { lacks: `privacy.${parsed.error.issues[0]!.path.join('.')}` };
}
