import { type Mapping, parseMapping } from './mapping.ts';
import acuity from './shipped/acuity-appointments.json' with { type: 'json' };
import clinicsense from './shipped/clinicsense-appointments.json' with { type: 'json' };
import cliniko from './shipped/cliniko-appointments.json' with { type: 'json' };
import googleForms from './shipped/google-forms-checkin.json' with { type: 'json' };
import jane from './shipped/jane-appointments.json' with { type: 'json' };
import kobo from './shipped/kobo-visit-form.json' with { type: 'json' };
import redcap from './shipped/redcap-scores.json' with { type: 'json' };
import square from './shipped/square-appointments.json' with { type: 'json' };
import typeform from './shipped/typeform-checkin.json' with { type: 'json' };

/** The mappings that ship, by name: of exports as the public documentation of their systems describes them. */
export const SHIPPED_MAPPINGS: Readonly<Record<string, Mapping>> = {
  'acuity-appointments': shipped(acuity),
  'clinicsense-appointments': shipped(clinicsense),
  'cliniko-appointments': shipped(cliniko),
  'google-forms-checkin': shipped(googleForms),
  'jane-appointments': shipped(jane),
  'kobo-visit-form': shipped(kobo),
  'redcap-scores': shipped(redcap),
  'square-appointments': shipped(square),
  'typeform-checkin': shipped(typeform),
};

function shipped(input: unknown): Mapping {
  const read = parseMapping(input);
  if ('mapping' in read) return read.mapping;
  throw new Error(`a mapping that ships is none: ${read.faults.join('; ')}`);
}
