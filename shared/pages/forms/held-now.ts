import type { FieldError } from '../../forms/field-errors.ts';
import { happenedSince } from '../../forms/seen-version.ts';
import type { TypedFields } from '../../forms/typed.ts';
import { dateWords } from '../../outcomes/date-words.ts';
import type { Fact } from '../../records/record.ts';
import type { Held } from '../../records/versions/held.ts';
import { goalValue } from '../../reports/goals/goal-value.ts';
import { techniqueLabel } from '../../reports/words/words.ts';

const ONCE_MORE = 'What you typed stands below and is not saved yet.';

/**
 * What a form is answered with whose record was changed or taken back while it was open; empty where it may be kept.
 *
 * @param record as the form reports it, where it reports one
 * @param facts what is held of the client: a value is told in the unit of its goal
 */
export function changedSince(
  fields: TypedFields,
  held: Held<Fact> | undefined,
  record: object | undefined,
  facts: readonly Held<Fact>[] = [],
): FieldError[] {
  const happened = happenedSince(fields, held, record);
  if (happened === undefined) return [];
  const message =
    happened === 'gone'
      ? `This was taken back or moved since you opened this page. ${ONCE_MORE} Send it once more to record it anew.`
      : `This was changed since you opened this page, and now says: ${heldWords(held!, facts)}. ${ONCE_MORE} Send it once more to put it in place of that.`;
  return [{ field: '', message }];
}

/** What a record says that a form can change, in a line. */
export function heldWords(held: Held<Fact>, facts: readonly Held<Fact>[] = []): string {
  const score = (value: number | undefined) => value ?? 'no score';
  switch (held.type) {
    case 'session': {
      const given = held.techniques.map(
        ({ technique, minutes }) => `${techniqueLabel(technique).toLowerCase()} ${minutes} min`,
      );
      const times = `${held.startedAt.slice(11, 16)} to ${held.endedAt.slice(11, 16)}`;
      return `${dateWords(held.startedAt)}, ${times}, ${given.join(', ')}, pain before ${score(held.painBefore)}, after ${score(held.painAfter)}`;
    }
    case 'pain-score':
      return `pain ${score(held.pain)}, soreness ${score(held.soreness)}`;
    case 'goal': {
      const { baseline, target, targetChangePercent, unit, startsOn, dueOn } = held;
      const to = target === undefined ? `${targetChangePercent} %` : goalValue(target, unit);
      return `from ${goalValue(baseline, unit)} to ${to}, ${dateWords(startsOn)} to ${dateWords(dueOn)}`;
    }
    case 'measurement': {
      const goal = facts.find((fact) => fact.type === 'goal' && fact.goalId === held.goalId);
      return goal?.type === 'goal' ? goalValue(held.value, goal.unit) : String(held.value);
    }
    case 'consent':
      return held.partnerReports ? 'yes' : 'no';
    default:
      return held.type;
  }
}
