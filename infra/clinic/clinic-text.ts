import type { ClinicSettings } from '../../shared/clinics/clinic-settings.ts';
import { ownTechniques } from '../../shared/records/own-technique.ts';

const LANGUAGE_NAMES = { en: 'English', es: 'Spanish' } as const;

/** The settings of a clinic as lines for the terminal. */
export function clinicText(clinic: string, settings: ClinicSettings): string {
  const { name, timeZone, language, techniques, openedOn, takeOver, labels = 'off' } = settings;
  const own = ownTechniques(settings.ownTechniques);
  return [
    clinic,
    `  name        ${name ?? 'not said'}`,
    `  time zone   ${timeZone ?? 'none: days and months are as each instant was written'}`,
    `  language    ${language === undefined ? 'not said: English' : LANGUAGE_NAMES[language]}`,
    `  techniques  ${techniques?.join(', ') ?? 'not said: all'}`,
    `  of its own  ${own.map(({ code, name: called }) => `${called} (${code})`).join(', ') || 'none'}`,
    `  opened on   ${openedOn ?? 'not said'}`,
    `  take-over   ${takeOver}: therapists ${takeOver === 'allowed' ? 'may' : 'may not'} take over a client's care by themselves`,
    `  labels      ${labels}: clients ${labels === 'on' ? 'may' : 'do not'} have a label that the clinic's people know them by`,
    '',
  ].join('\n');
}
