import * as z from 'zod';
import { type SealingKeys, seal, unseal } from '../access/sealed-token.ts';
import { code, id } from '../records/fields.ts';

/** What a form asks beside soreness: pain, about a body region or as a whole, and a task. */
export type JournalQuestions = { bodyRegion?: string; task?: { goalId: string; measure: string } };

/**
 * What a form was made for. It travels in the form, sealed, so that what comes back is about this client's
 * entry and this goal and nothing else.
 */
export type JournalForm = {
  clinicId: string;
  client: string;
  /** Id of the entry: the same form sent twice is one entry. */
  entryId: string;
  /** The client's offset from UTC, such as `-05:00`: the day of an entry is the client's own. */
  offset: string;
  questions: JournalQuestions;
};

const PURPOSE = 'journal form';
/** A form left open overnight would say of yesterday what was felt today. */
const LIFE_MILLISECONDS = 12 * 3_600_000;

/** Ids of entries made by a form; a practice's own ids cannot be reached by one. */
export const ENTRY_ID = /^journal-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const claimsSchema = z.object({
  sub: z.string(),
  entryId: z.string().regex(ENTRY_ID),
  offset: z.string().regex(/^[+-]\d{2}:\d{2}$/),
  questions: z.object({
    bodyRegion: code.exactOptional(),
    task: z.object({ goalId: id, measure: z.string() }).exactOptional(),
  }),
});

export async function sealJournalForm(sealing: SealingKeys, form: JournalForm, now: Date): Promise<string> {
  const { clinicId, client, ...claims } = form;
  return seal(sealing, {
    clinicId,
    purpose: PURPOSE,
    claims: { sub: client, ...claims },
    issuedAt: now,
    expiresAt: new Date(now.getTime() + LIFE_MILLISECONDS),
  });
}

/** The form that was sent; undefined when it is none of ours or too old. */
export async function openJournalForm(
  sealing: SealingKeys,
  text: string,
  now: Date,
): Promise<JournalForm | undefined> {
  const opened = await unseal(sealing, text, PURPOSE, now);
  if (!opened) return undefined;
  const claims = claimsSchema.safeParse(opened.claims).data; // an earlier deployment may have sealed others
  if (!claims) return undefined;
  const { sub, ...form } = claims;
  return { clinicId: opened.clinicId, client: sub, ...form };
}
