import { hkdfSync } from 'node:crypto';
import type { SealingKeys } from '../../shared/access/sealed-token.ts';

/** Keys of clinics that are made from a text each, in one version. */
export function sealingBy(secretOf: (clinicId: string) => Promise<string>): SealingKeys {
  return async (clinicId) => {
    const secret = await secretOf(clinicId);
    return {
      version: '1',
      sealingKey: (version, purpose) =>
        version === '1' ? new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32)) : undefined,
    };
  };
}
