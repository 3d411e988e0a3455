import * as z from 'zod';
import { counted } from '../../shared/reports/words/listed.ts';

/** What a message asks for, in a few words that name no client: `forget-client` holds one, and is told by its clinic. */
const KINDS: readonly [z.ZodType, (body: never) => string][] = [
  kind(
    z.object({
      Records: z
        .array(z.object({ eventTime: z.string(), s3: z.object({ object: z.object({ key: z.string() }) }) }))
        .min(1),
    }),
    ({ Records }) =>
      Records.map(({ eventTime, s3 }) => `the file ${decoded(s3.object.key)}, which came ${eventTime}`).join(
        '; ',
      ),
  ),
  kind(
    z.object({
      continuation: z.object({ key: z.string(), resumeAt: z.object({ line: z.number() }).optional() }),
    }),
    ({ continuation: { key, resumeAt } }) =>
      `the file ${key}${resumeAt === undefined ? '' : `, from line ${resumeAt.line} on`}`,
  ),
  kind(
    z.object({ undoing: z.object({ key: z.string() }) }),
    ({ undoing }) => `an undoing, asked by ${undoing.key}`,
  ),
  kind(
    z.object({ work: z.string(), clinicId: z.string() }),
    ({ work, clinicId }) => `${work}, of ${clinicId}`,
  ),
  kind(
    z.object({
      clinicId: z.string(),
      release: z.object({ programme: z.string(), period: z.string(), revision: z.number() }),
    }),
    ({ clinicId, release: { programme, period, revision } }) =>
      `counting ${clinicId} for ${programme} ${period} revision ${revision}`,
  ),
  kind(
    z.object({ scheduledTime: z.string(), clinics: z.array(z.string()).optional() }),
    ({ scheduledTime, clinics }) =>
      `the run of ${scheduledTime}${clinics ? `, of ${clinics.join(', ')}` : ''}`,
  ),
  kind(
    z.object({ DDBStreamBatchInfo: z.object({ streamArn: z.string(), batchSize: z.number() }) }),
    ({ DDBStreamBatchInfo: { streamArn, batchSize } }) =>
      `${counted(batchSize, 'change')} of ${streamArn.split('/')[1] ?? streamArn}`,
  ),
];

/** @param body of a message in a dead-letter queue */
export function letterWords(body: string): string {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return UNKNOWN;
  }
  for (const [schema, words] of KINDS) {
    const parsed = schema.safeParse(value);
    if (parsed.success) return words(parsed.data as never);
  }
  return UNKNOWN;
}

const UNKNOWN = 'a message that is none of ours';

function kind<Schema extends z.ZodType>(
  schema: Schema,
  words: (body: z.infer<Schema>) => string,
): [z.ZodType, (body: never) => string] {
  return [schema, words];
}

/** S3 tells keys as forms do. */
const decoded = (key: string) => decodeURIComponent(key.replaceAll('+', ' '));
