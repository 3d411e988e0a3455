import * as z from 'zod';
import { id } from '../records/fields.ts';
import { type SealingKeys, seal, unseal } from './sealed-token.ts';

/** Who asks to take whom over, by pseudonym. It travels in the form, sealed, so that nobody else can send it for her. */
export type TakeOverForm = { clinicId: string; client: string; therapistId: string };

const PURPOSE = 'take-over form';
const LIFE_MILLISECONDS = 15 * 60_000;

const claimsSchema = z.object({ sub: z.string().length(43), therapistId: id });

/** The form for a therapist who is signed in now. */
export async function sealTakeOverForm(
  sealing: SealingKeys,
  { clinicId, client, therapistId }: TakeOverForm,
  now: Date,
): Promise<string> {
  return seal(sealing, {
    clinicId,
    purpose: PURPOSE,
    claims: { sub: client, therapistId },
    issuedAt: now,
    expiresAt: new Date(now.getTime() + LIFE_MILLISECONDS),
  });
}

/** The form that was sent; undefined when it is none of ours or too old. */
export async function openTakeOverForm(
  sealing: SealingKeys,
  text: string,
  now: Date,
): Promise<TakeOverForm | undefined> {
  const opened = await unseal(sealing, text, PURPOSE, now);
  const claims = opened && claimsSchema.safeParse(opened.claims).data;
  if (!opened || !claims) return undefined;
  return { clinicId: opened.clinicId, client: claims.sub, therapistId: claims.therapistId };
}
