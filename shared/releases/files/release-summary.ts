import * as z from 'zod';

/** What a page says of a release, as its data package has it. */
const summarySchema = z.object({
  created: z.string(),
  licenses: z.array(z.object({ title: z.string() })),
  months: z.array(z.string()).min(1),
  /** Releases of before have none. */
  clinicFingerprints: z.array(z.unknown()).optional(),
  resources: z.array(z.object({ path: z.string(), bytes: z.int() })),
  privacy: z.object({
    mode: z.string(),
    catalogueVersion: z.int().optional(),
    pooled: z.object({ periods: z.array(z.string()).min(1) }).optional(),
  }),
});

export type ReleaseSummary = {
  publishedOn: string;
  licence: string;
  firstMonth: string;
  lastMonth: string;
  /** How many clinics were counted. */
  clinics: number | undefined;
  mode: string;
  catalogueVersion: number | undefined;
  /** The periods that its pooled edition adds up; undefined where it has none. */
  pooledPeriods: readonly string[] | undefined;
  /** Sizes of the files that the data package lists. */
  bytes: ReadonlyMap<string, number>;
};

/** @throws ZodError for what is no data package of ours: we wrote it, so it is a defect */
export function releaseSummary(manifest: unknown): ReleaseSummary {
  const { created, licenses, months, clinicFingerprints, resources, privacy } = summarySchema.parse(manifest);
  return {
    publishedOn: created.slice(0, 10),
    licence: licenses.map(({ title }) => title).join(' '),
    firstMonth: months[0]!,
    lastMonth: months.at(-1)!,
    clinics: clinicFingerprints?.length,
    mode: privacy.mode,
    catalogueVersion: privacy.catalogueVersion,
    pooledPeriods: privacy.pooled?.periods,
    bytes: new Map(resources.map(({ path, bytes }) => [path, bytes])),
  };
}
