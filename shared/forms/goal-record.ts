import type { Goal } from '../records/goal.ts';
import { parseRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import type { Held } from '../records/versions/held.ts';
import { errorsOfRefusals, type FieldError } from './field-errors.ts';
import { GOAL_KINDS_OF_FORMS, type GoalDraft } from './goal-draft.ts';
import { codeOfWords, typedNumber } from './typed.ts';
import { FORM_WORDS } from './words.ts';

/**
 * The goal that a form reports, or what is wrong with its fields. What the form does not ask about, weight and levels,
 * stays as it is held, and so does a target that is held as hours where the form asks for percent.
 */
export function goalRecord(
  draft: GoalDraft,
  { clinicId, clientId, held }: { clinicId: string; clientId: string; held?: Held<Goal> | undefined },
): { record: object } | { errors: FieldError[] } {
  const { kind, measure, unit, named } = GOAL_KINDS_OF_FORMS[draft.kind];
  const what = codeOfWords(draft.what);
  if (named && what === '') return { errors: [{ field: 'what', message: FORM_WORDS.nameMissing }] };
  const byPercent =
    draft.kind === 'recovery' && (held === undefined || held.targetChangePercent !== undefined);
  const target = typedNumber(draft.target);
  const record = {
    ...{ type: 'goal', clinicId, clientId, goalId: draft.goalId, therapistId: draft.therapistId },
    ...{ kind, measure: named ? `${measure}:${what}` : measure, unit },
    ...(draft.region !== '' && { bodyRegion: codeOfWords(draft.region) }),
    baseline: typedNumber(draft.baseline),
    ...(byPercent ? { targetChangePercent: target } : { target }),
    ...{ startsOn: draft.startsOn, dueOn: draft.dueOn },
    ...(held && { weight: held.weight }),
    ...(held?.levels && { levels: held.levels }),
  };
  const parsed = parseRecord(record);
  return 'refusals' in parsed ? { errors: goalErrors(parsed.refusals) } : { record };
}

const FIELDS: Readonly<Record<string, string>> = {
  ...{ measure: 'what', bodyRegion: 'region', baseline: 'baseline', target: 'target' },
  ...{ targetChangePercent: 'target', startsOn: 'startsOn', dueOn: 'dueOn', therapistId: 'therapistId' },
};

/** Refusals of a goal, by the fields that it was made from. */
export const goalErrors = (refusals: readonly Refusal[]): FieldError[] =>
  errorsOfRefusals(refusals, (path) => FIELDS[path]);
