import { timeZone } from '../../shared/clinics/clinic-settings.ts';
import { UsageError } from './usage-error.ts';

/** The value of `--time-zone`. @throws UsageError that says what a time zone is called */
export function checkedTimeZone(value: string): string {
  const checked = timeZone.safeParse(value);
  if (checked.success) return checked.data;
  throw new UsageError(`--time-zone ${value}: ${checked.error.issues[0]?.message}.`);
}
