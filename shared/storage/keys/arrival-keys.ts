import { hashOfId } from './hash-of-id.ts';
import { keyText } from './key-text.ts';
import { CLINICS_SK_PREFIX, type ItemKey } from './keys.ts';

/** Every clinic writes here once a minute at most: in one partition some 400,000 busy ones would be all that it takes. */
const PARTITIONS = 16;
const ARRIVALS = 'ARRIVALS';
const arrivalsPk = (part: number) => keyText`${ARRIVALS}#${part}`;

/** Where it stands in the Outcomes table when the latest record of each clinic has come, an item each; the first is of before they were spread. */
export const ARRIVALS_PKS: readonly string[] = [
  ARRIVALS,
  ...Array.from({ length: PARTITIONS }, (_, part) => arrivalsPk(part)),
];
export const arrivalItem = (clinicId: string): ItemKey => ({
  pk: arrivalsPk(hashOfId(clinicId) % PARTITIONS),
  sk: CLINICS_SK_PREFIX + keyText`${clinicId}`,
});
