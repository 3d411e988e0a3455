import * as z from 'zod';
import { memberSchema } from '../../../shared/access/member.ts';
import { memberChangeSchema } from '../../../shared/access/member-change.ts';
import { clinicSettings } from '../../../shared/clinics/clinic-settings.ts';
import { manifestSchema } from '../../../shared/exports/manifest.ts';
import type { OpenLink } from '../../../shared/reading/open-links.ts';
import { clinicId } from '../../../shared/records/fields.ts';
import { answerOf } from '../answer-of.ts';

const [owner, recorder, therapist, client] = memberSchema.options;
const told = { subject: z.string(), since: z.string() };

/** Somebody of the clinic. */
export const member = z
  .union([
    z.strictObject({ ...told, ...owner.shape }),
    z.strictObject({ ...told, ...recorder.shape }),
    z.strictObject({ ...told, ...therapist.shape }),
    z.strictObject({ ...told, ...client.shape }),
  ])
  .meta({ id: 'Member', description: 'A client is told by pseudonym.' });

const { id: _id, ...change } = memberChangeSchema.shape;

/** A line of the log of members. */
export const memberChange = z.strictObject(change).meta({ id: 'MemberChange' });

/** What a clinic says of itself. */
export const settings = z.strictObject({ clinicId, ...clinicSettings.shape }).meta({ id: 'Settings' });

const takenBackByNull = Object.fromEntries(
  Object.entries(clinicSettings.shape).map(([name, field]) => [name, field.nullable().optional()]),
);

/** The same as it is sent: `null` takes one back, and the clinic may be named, as it is where they are read. */
export const settingsAsked = z
  .strictObject({ clinicId: clinicId.optional(), ...takenBackByNull })
  .meta({ id: 'SettingsAsked' });

/** A link to a journal. */
export const openLink = answerOf<OpenLink>()(
  z
    .strictObject({ client: z.string(), lastDay: z.string(), madeOn: z.string(), madeBy: z.string() })
    .meta({ id: 'OpenLink' }),
);

/** What an export holds. */
export const manifest = manifestSchema.meta({ id: 'ExportManifest' });
