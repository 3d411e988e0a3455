import { keyText } from './key-text.ts';
import type { ItemKey } from './keys.ts';

/** For which time each schedule has run last, in the Registry table. */
export const SCHEDULES_PK = 'SCHEDULES';
export const scheduleItem = (schedule: string): ItemKey => ({ pk: SCHEDULES_PK, sk: keyText`${schedule}` });
