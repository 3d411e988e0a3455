import type { PainScore } from '../records/pain-score.ts';
import { parseRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import type { Held } from '../records/versions/held.ts';
import type { ClinicClock } from './clinic-clock.ts';
import { errorsOfRefusals, type FieldError } from './field-errors.ts';
import { instantOfToldAt, sentToldAt, type ToldAt, toldAt } from './told-at.ts';
import { type TypedFields, typedNumber, typedText } from './typed.ts';
import { FORM_WORDS } from './words.ts';

/** An entry of the journal as it stands in the form that corrects it; empty is what was not told. */
export type ScoreDraft = { pain: string; soreness: string } & ToldAt;

export function heldScore({ pain, soreness, at }: Held<PainScore>): ScoreDraft {
  const textOf = (score: number | undefined) => (score === undefined ? '' : String(score));
  return { pain: textOf(pain), soreness: textOf(soreness), ...toldAt(at) };
}

export const sentScore = (fields: TypedFields): ScoreDraft => ({
  pain: typedText(fields, 'pain'),
  soreness: typedText(fields, 'soreness'),
  ...sentToldAt(fields),
});

/** The entry as it is corrected, or what is wrong with the form's fields. Of what it was told stays as it is held. */
export function scoreRecord(
  draft: ScoreDraft,
  {
    clinicId,
    clientId,
    clock,
    held,
  }: { clinicId: string; clientId: string; clock: ClinicClock; held: Held<PainScore> },
): { record: object } | { errors: FieldError[] } {
  const at = instantOfToldAt(draft, held.at, clock);
  if (at === undefined) return { errors: [{ field: 'time', message: FORM_WORDS.when }] };
  const { scoreId, window, bodyRegion } = held;
  const record = {
    ...{ type: 'pain-score', clinicId, clientId, scoreId, at, window },
    ...(draft.pain !== '' && { pain: typedNumber(draft.pain) }),
    ...(draft.soreness !== '' && { soreness: typedNumber(draft.soreness) }),
    ...(bodyRegion !== undefined && { bodyRegion }),
  };
  const parsed = parseRecord(record);
  return 'refusals' in parsed ? { errors: scoreErrors(parsed.refusals) } : { record };
}

/** Refusals of an entry, by the fields that it was made from. */
export const scoreErrors = (refusals: readonly Refusal[]): FieldError[] =>
  errorsOfRefusals(refusals, (path) => FIELDS[path]);

const FIELDS: Readonly<Record<string, string>> = { pain: 'pain', soreness: 'soreness', at: 'time' };
