import { parseRecord } from '../../shared/records/record.ts';
import type { Refusal } from '../../shared/records/refusal.ts';

/** Why a record is refused; empty when it is not. */
export function refusalsOf(input: unknown): Refusal[] {
  const parsed = parseRecord(input);
  return 'refusals' in parsed ? parsed.refusals : [];
}

/** A copy without one field. */
export function without<T extends object>(record: T, field: keyof T): Partial<T> {
  const { [field]: _left, ...rest } = record;
  return rest as Partial<T>;
}
