import type { SealingKeys } from '../access/sealed-token.ts';
import type { HeldLink } from '../storage/held/journal-links.ts';

const PURPOSE = 'journal link';

/** Whether what was handed out under a link's version of the master secret still opens anything. */
export async function isOfLiveKey(
  sealing: SealingKeys,
  { clinicId, keyVersion }: Pick<HeldLink, 'clinicId' | 'keyVersion'>,
): Promise<boolean> {
  return (await sealing(clinicId, keyVersion)).sealingKey(keyVersion, PURPOSE) !== undefined;
}
