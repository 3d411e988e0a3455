import * as z from 'zod';
import { type SealingKeys, seal, unseal } from '../access/sealed-token.ts';
import { RECALL_WINDOWS } from '../records/catalogue.ts';
import { code, id } from '../records/fields.ts';
import { EARLIER_MOMENTS, type EarlierMoment, type Told } from './journal-moment.ts';

/** A goal that a form asks about, by its measure: `task:reach-top-shelf`, `psfs:running`, `recovery-hours`. */
export type GoalQuestion = { goalId: string; measure: string };

/** What a form asks beside soreness: pain, about a body region or as a whole, and how goals stand. */
export type JournalQuestions = { bodyRegion?: string; goals: readonly GoalQuestion[] };

/**
 * What a form was made for. It travels in the form, sealed, so that what comes back is about this client's
 * entry and these goals and nothing else.
 */
export type JournalForm = {
  clinicId: string;
  client: string;
  /** Id of the entry: the same form sent twice is one entry. */
  entryId: string;
  /** The client's offset from UTC, such as `-05:00`: the day of an entry is the client's own. */
  offset: string;
  questions: JournalQuestions;
  /** The earlier moments that were offered. */
  moments: readonly { moment: EarlierMoment; at: string }[];
  /** Of an entry that is sent again: of what moment it was told. */
  firstTold?: Told;
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
    goals: z.array(z.object({ goalId: id, measure: z.string() })),
  }),
  moments: z.array(z.object({ moment: z.enum(EARLIER_MOMENTS), at: z.string() })),
  firstTold: z.object({ at: z.string(), window: z.enum(RECALL_WINDOWS) }).exactOptional(),
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

/** A form that was sent, however long it was open: what it asked, so that its answers can be told from others'. */
export const openJournalFormOfAnyAge = (
  sealing: SealingKeys,
  text: string,
): Promise<JournalForm | undefined> => openJournalForm(sealing, text, new Date(0));

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
