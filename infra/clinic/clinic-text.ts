import type { ClinicSettings } from '../../shared/clinics/clinic-settings.ts';

/** The settings of a clinic as lines for the terminal. */
export function clinicText(clinic: string, { timeZone, openedOn, takeOver }: ClinicSettings): string {
  return [
    clinic,
    `  time zone   ${timeZone ?? 'none: days and months are as each instant was written'}`,
    `  opened on   ${openedOn ?? 'not said'}`,
    `  take-over   ${takeOver}: therapists ${takeOver === 'allowed' ? 'may' : 'may not'} take over a client's care by themselves`,
    '',
  ].join('\n');
}
