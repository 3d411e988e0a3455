import { createHmac, randomBytes } from 'node:crypto';
import { keyOf, mapKey, text, textOf } from '../../storage/dynamodb.ts';
import type { ItemTable } from '../../storage/item-table.ts';
import { FINGERPRINT_KEY_ITEM } from './ledger-keys.ts';

const KEY_BYTES = 32;
/** 128 bits: no two clinics have the same. */
const DIGITS = 32;

/**
 * What clinics are called in manifests: the same in every release, so that anybody can tell which releases have a
 * clinic in common, and nobody which clinic it is. Made with a key that is drawn once and stays in the ledger: a
 * plain hash of a clinic's id could be found by trying names.
 */
export function createClinicFingerprints(table: ItemTable) {
  const read = async () => {
    const items = await table.getAll([FINGERPRINT_KEY_ITEM]);
    return textOf(items.get(mapKey(FINGERPRINT_KEY_ITEM)), 'key');
  };
  const key = async (): Promise<string> => {
    const held = await read();
    if (held !== undefined) return held;
    const drawn = randomBytes(KEY_BYTES).toString('hex');
    const isDrawn = await table.putIf(
      { ...keyOf(FINGERPRINT_KEY_ITEM), key: text(drawn) },
      { ConditionExpression: 'attribute_not_exists(pk)' },
    );
    return isDrawn ? drawn : (await read())!;
  };

  /** Fingerprints of clinics, in an order that tells nothing of theirs. */
  return async (clinics: readonly string[]): Promise<string[]> => {
    const secret = await key();
    return clinics
      .map((clinicId) => createHmac('sha256', secret).update(clinicId).digest('hex').slice(0, DIGITS))
      .sort();
  };
}
