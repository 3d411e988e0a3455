import { keyText } from './key-text.ts';
import { CLINICS_SK_PREFIX, type ItemKey } from './keys.ts';

/** When the latest record of each clinic has come, in the Outcomes table, an item each in one partition. */
export const ARRIVALS_PK = 'ARRIVALS';
export const arrivalItem = (clinicId: string): ItemKey => ({
  pk: ARRIVALS_PK,
  sk: CLINICS_SK_PREFIX + keyText`${clinicId}`,
});
