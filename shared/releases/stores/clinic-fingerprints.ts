import { createHmac } from 'node:crypto';
import type { ItemTable } from '../../storage/aws/item-table.ts';
import { FINGERPRINT_KEY_ITEM } from './ledger-keys.ts';
import { ledgerSecret } from './ledger-secret.ts';

/** 128 bits: no two clinics have the same. */
const DIGITS = 32;

/**
 * What clinics are called in manifests: the same in every release, so that anybody can tell which releases have a
 * clinic in common, and nobody which clinic it is. Made with a key that is drawn once and stays in the ledger: a
 * plain hash of a clinic's id could be found by trying names.
 */
export function createClinicFingerprints(table: ItemTable) {
  /** Fingerprints of clinics, in an order that tells nothing of theirs. */
  return async (clinics: readonly string[]): Promise<string[]> => {
    const secret = await ledgerSecret(table, FINGERPRINT_KEY_ITEM);
    return clinics
      .map((clinicId) => createHmac('sha256', secret).update(clinicId).digest('hex').slice(0, DIGITS))
      .sort();
  };
}
