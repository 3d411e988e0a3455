import rows from './calibration-rows.json' with { type: 'json' };
import type { Calibration } from './contract.ts';

/** What the newest full run of `npm run calibrate` measured. */
export const CALIBRATION = rows as unknown as Calibration;
