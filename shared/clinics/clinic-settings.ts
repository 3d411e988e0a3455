import * as z from 'zod';
import { date } from '../records/fields.ts';
import { isTimeZone } from '../records/time-zone.ts';

const describeTimeZone =
  'expected the name of a time zone in the IANA database, such as "America/Chicago" or "Europe/Lisbon"';

/** A time zone by its IANA name; an abbreviation or an offset is refused, as it says nothing of summer time. */
export const timeZone = z.string({ error: describeTimeZone }).refine(isTimeZone, describeTimeZone);

const TAKE_OVER = ['allowed', 'forbidden'] as const;

/**
 * What a clinic says of itself, as data.
 *
 * `timeZone`: where its days and months begin; without it an instant lies on the day that it was written in.
 * `openedOn`: its first day; nothing can have happened before it. `takeOver`: whether therapists may take over
 * the care of a client by themselves.
 */
export const clinicSettings = z.strictObject({
  timeZone: timeZone.optional(),
  openedOn: date.optional(),
  takeOver: z.enum(TAKE_OVER, { error: `expected one of ${TAKE_OVER.join(', ')}` }).default('allowed'),
});

export type ClinicSettings = z.infer<typeof clinicSettings>;

/** Of a clinic that has said nothing. */
export const DEFAULT_SETTINGS: ClinicSettings = clinicSettings.parse({});
