import * as z from 'zod';
import { TECHNIQUES } from '../records/catalogue.ts';
import { date } from '../records/fields.ts';
import { isTimeZone } from '../records/time/time-zone.ts';
import { LANGUAGES } from '../words/languages.ts';
import { ownTechniqueNames } from './own-technique-names.ts';

const describeTimeZone =
  'expected the name of a time zone in the IANA database, such as "America/Chicago" or "Europe/Lisbon"';

/** A time zone by its IANA name; an abbreviation or an offset is refused, as it says nothing of summer time. */
export const timeZone = z.string({ error: describeTimeZone }).refine(isTimeZone, describeTimeZone);

/** Characters of the longest name of a clinic. */
export const LONGEST_CLINIC_NAME = 80;
const describeName = `expected a name of 1 to ${LONGEST_CLINIC_NAME} characters on one line, without spaces around it or characters that turn the direction of writing`;
/** Within it joiners may stand, which scripts and signs need; what turns the direction would turn the page beside it. */
const NAME = /^[^\s\p{C}](?:[^\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]*[^\s\p{C}])?$/u;
const name = z
  .string({ error: describeName })
  .refine((text) => [...text].length <= LONGEST_CLINIC_NAME, describeName)
  .regex(NAME, describeName);

const describeTechniques = `expected a list of techniques, each once, of ${TECHNIQUES.join(', ')}`;
const techniques = z
  .array(z.enum(TECHNIQUES, { error: describeTechniques }), { error: describeTechniques })
  .min(1, describeTechniques)
  .refine((listed) => new Set(listed).size === listed.length, describeTechniques);

const TAKE_OVER = ['allowed', 'forbidden'] as const;
const LABELS = ['on', 'off'] as const;

/**
 * What a clinic says of itself, as data.
 *
 * `name`: what people call it; its id where it has none. `timeZone`: where its days and months begin; without it an
 * instant lies on the day that it was written in. `openedOn`: its first day; nothing can have happened before it.
 * `language`: of what its clients read; English where it has said none. `techniques`: those that it offers; all where
 * it has said none. `ownTechniques`: the names of those outside the catalogue that it tells apart. `takeOver`: whether therapists may take over the care of a client by themselves. `labels`: whether
 * a client may have a label by which the clinic's people recognise him; off where it has said nothing.
 */
export const clinicSettings = z.strictObject({
  name: name.optional(),
  timeZone: timeZone.optional(),
  openedOn: date.optional(),
  language: z.enum(LANGUAGES, { error: `expected one of ${LANGUAGES.join(', ')}` }).optional(),
  techniques: techniques.optional(),
  ownTechniques: ownTechniqueNames.optional(),
  takeOver: z.enum(TAKE_OVER, { error: `expected one of ${TAKE_OVER.join(', ')}` }).default('allowed'),
  labels: z.enum(LABELS, { error: `expected one of ${LABELS.join(', ')}` }).optional(),
});

export type ClinicSettings = z.infer<typeof clinicSettings>;

/** Of a clinic that has said nothing. */
export const DEFAULT_SETTINGS: ClinicSettings = clinicSettings.parse({});
