import * as z from 'zod';
import { type SealingKeys, seal, unseal } from '../access/sealed-token.ts';

/** A link that was just made, for the page that shows it: only its digest is kept, so that it is shown now or never. */
export type MadeLink = { clinicId: string; client: string; code: string };

const PURPOSE = 'made journal link';
/** Long enough to be scanned, printed and read out; the page can be opened again until then. */
const LIFE_MILLISECONDS = 3_600_000;

const claimsSchema = z.object({ sub: z.string(), code: z.string() });

/** As it stands in the address to which making a link leads: whoever reads addresses learns no link from it. */
export function sealMadeLink(sealing: SealingKeys, made: MadeLink, now: Date): Promise<string> {
  const { clinicId, client, code } = made;
  const expiresAt = new Date(now.getTime() + LIFE_MILLISECONDS);
  return seal(sealing, {
    clinicId,
    purpose: PURPOSE,
    claims: { sub: client, code },
    issuedAt: now,
    expiresAt,
  });
}

/** The link that was made; undefined when the text is none of ours or too old. */
export async function openMadeLink(
  sealing: SealingKeys,
  text: string,
  now: Date,
): Promise<MadeLink | undefined> {
  const opened = await unseal(sealing, text, PURPOSE, now);
  const claims = claimsSchema.safeParse(opened?.claims).data;
  return opened && claims && { clinicId: opened.clinicId, client: claims.sub, code: claims.code };
}
