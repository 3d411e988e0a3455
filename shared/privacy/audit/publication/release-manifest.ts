import * as z from 'zod';
import { AuditError } from './audit-error.ts';
import { budgetSchema } from './declared-budget.ts';
import { rulesSchema } from './declared-rules.ts';

const fieldSchema = z.object({
  name: z.string(),
  type: z.enum(['string', 'integer', 'number']),
  constraints: z
    .object({ required: z.boolean().optional(), enum: z.array(z.string()).optional() })
    .optional(),
});

const schemaSchema = z.object({
  fields: z.array(fieldSchema).min(1),
  primaryKey: z.array(z.string()).min(1),
});

const manifestSchema = z.object({
  programme: z.string(),
  period: z.string().regex(/^\d{4}(Q[1-4]|H[12]|Y)$/, 'expected a period such as 2026Q3, 2026H2 or 2026Y'),
  revision: z.int().min(1),
  /** Fingerprints of the clinics that it counts; releases of before have none. */
  clinicFingerprints: z.array(z.string()).optional(),
  resources: z.array(
    z.object({ path: z.string(), hash: z.string().optional(), schema: schemaSchema.optional() }),
  ),
  privacy: z.discriminatedUnion('mode', [rulesSchema, budgetSchema], {
    error: ({ code }) =>
      code === 'invalid_union' ? 'expected threshold or differential-privacy' : undefined,
  }),
});

export type ManifestField = z.infer<typeof fieldSchema>;

/** What the audit needs of datapackage.json; whatever else is in it is left alone. */
export type ReleaseManifest = Pick<
  z.infer<typeof manifestSchema>,
  'programme' | 'period' | 'revision' | 'clinicFingerprints' | 'privacy'
> &
  z.infer<typeof schemaSchema> & {
    /** Of each file that has one, e.g. `sha256:...`. */
    hashes: ReadonlyMap<string, string>;
    /** The schema of its pooled edition, where it has one. */
    pooled: z.infer<typeof schemaSchema> | undefined;
  };

/**
 * @param file for messages
 * @param paths of the resources that are audited
 * @throws AuditError that names the file and what was expected where
 */
export function releaseManifest(
  file: string,
  text: string,
  { table, pooled }: { table: string; pooled: string },
): ReleaseManifest {
  const parsed = manifestSchema.safeParse(jsonOf(file, text));
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!;
    throw new AuditError(`${file}: ${path.map(String).join('.') || 'document'}: ${message}.`);
  }
  const { resources, privacy, ...named } = parsed.data;
  const schemaOf = (name: string) => resources.find(({ path }) => path === name)?.schema;
  const schema = schemaOf(table);
  if (!schema) throw new AuditError(`${file}: resources: expected ${table} with a schema.`);
  const hashes = new Map(resources.flatMap(({ path, hash }) => (hash === undefined ? [] : [[path, hash]])));
  return { ...named, privacy, ...schema, hashes, pooled: schemaOf(pooled) };
}

function jsonOf(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new AuditError(`${file}: ${(error as Error).message}.`);
  }
}
