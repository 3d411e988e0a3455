import { keyText, parseKey } from './key-text.ts';
import { type ClinicMonthKey, type ItemKey, monthSkPrefix } from './keys.ts';

/** Begins the sort keys of all that lies in a month's partition: session outcomes and courses, by client. */
export const MONTH_SK_PREFIX = 'C';

/** The same gathered, month by month, some clients an item: for whoever reads many months. */
export const gatheredPk = (clinicId: string) => keyText`CLINIC#${clinicId}#GATHERED`;
export const gatheredItem = ({ clinicId, month }: ClinicMonthKey, part: number): ItemKey => ({
  pk: gatheredPk(clinicId),
  sk: monthSkPrefix(month) + String(part),
});
/** The month of one of these items. */
export const monthOfGathered = (sk: string) => parseKey(sk, /^(\d{4}-\d{2})#\d+$/)[1]!;
