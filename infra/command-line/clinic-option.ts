import { clinicId } from '../../shared/records/fields.ts';
import { UsageError } from './usage-error.ts';

/** The value of `--clinic`. @throws UsageError when no clinic can have that id */
export function checkedClinic(value: string): string {
  const checked = clinicId.safeParse(value);
  if (checked.success) return checked.data;
  throw new UsageError(`--clinic ${value}: ${checked.error.issues[0]?.message}.`);
}
