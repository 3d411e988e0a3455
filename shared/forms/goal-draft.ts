import type { Goal } from '../records/goal.ts';
import { INSTRUMENT_NAMES, INSTRUMENTS, type Instrument, type InstrumentName } from '../records/scales.ts';
import { dateAfter } from '../records/time/calendar-days.ts';
import type { Held } from '../records/versions/held.ts';
import { type TypedFields, typedText } from './typed.ts';

/** The goals that can be set by a form, each with its own questions; those of instruments by their scale. */
export const GOAL_FORMS = [
  ...(['pain', 'task', 'recovery', 'activity', 'movement'] as const),
  ...INSTRUMENT_NAMES,
] as const;
export type GoalFormKind = (typeof GOAL_FORMS)[number];

/** What a kind of goal is as a record; `named` measures end in what the goal is about, by its words. */
export const GOAL_KINDS_OF_FORMS: Readonly<
  Record<GoalFormKind, Pick<Goal, 'kind' | 'unit' | 'measure'> & { named: boolean }>
> = {
  pain: { kind: 'pain', measure: 'pain', unit: 'score', named: false },
  task: { kind: 'mobility', measure: 'task', unit: 'yes-no', named: true },
  recovery: { kind: 'performance', measure: 'recovery-hours', unit: 'hours', named: false },
  activity: { kind: 'function', measure: 'psfs', unit: 'score', named: true },
  movement: { kind: 'mobility', measure: 'range-of-motion', unit: 'degrees', named: true },
  ...formsOfInstruments(({ kind, unit }, measure) => ({ kind, unit, measure, named: false })),
};

/** The same for each instrument, since only their scales tell their forms apart. */
function formsOfInstruments<Form>(
  formOf: (instrument: Instrument, name: InstrumentName) => Form,
): Record<InstrumentName, Form> {
  const forms = INSTRUMENT_NAMES.map((name) => [name, formOf(INSTRUMENTS[name], name)] as const);
  return Object.fromEntries(forms) as Record<InstrumentName, Form>;
}

export const isNamed = (kind: GoalFormKind): boolean => GOAL_KINDS_OF_FORMS[kind].named;

/** A goal as it stands in its form: text as it was typed, right or wrong. */
export type GoalDraft = {
  goalId: string;
  therapistId: string;
  kind: GoalFormKind;
  /** The task, the activity or the movement, in words. */
  what: string;
  region: string;
  baseline: string;
  /** The value that is to be reached; of recovery by how many percent it is to change. */
  target: string;
  startsOn: string;
  dueOn: string;
};

const SIX_WEEKS = 42;
const TWO_MONTHS = 61;

/**
 * How a form for a new goal opens: pain to 3 and a task in six weeks, recovery a fifth shorter in two months.
 *
 * @param latestPain the client's last score before a session
 */
export function newGoal(
  kind: GoalFormKind,
  {
    goalId,
    therapistId,
    today,
    latestPain,
  }: { goalId: string; therapistId: string; today: string; latestPain?: number },
): GoalDraft {
  const ready: Readonly<Record<GoalFormKind, Pick<GoalDraft, 'what' | 'baseline' | 'target'>>> = {
    pain: { what: '', baseline: latestPain === undefined ? '' : String(latestPain), target: '3' },
    task: { what: 'reach the top shelf', baseline: '0', target: '1' },
    recovery: { what: '', baseline: '', target: '-20' },
    activity: { what: '', baseline: '', target: '' },
    movement: { what: '', baseline: '', target: '' },
    ...formsOfInstruments(() => ({ what: '', baseline: '', target: '' })),
  };
  const dueOn = dateAfter(today, kind === 'recovery' ? TWO_MONTHS : SIX_WEEKS);
  return { ...{ goalId, therapistId, kind, region: '', startsOn: today, dueOn }, ...ready[kind] };
}

/** A goal that is held, to be corrected. */
export function heldGoal(goal: Held<Goal>): GoalDraft {
  const [measure, what = ''] = goal.measure.split(':');
  const kind = GOAL_FORMS.find((form) => GOAL_KINDS_OF_FORMS[form].measure === measure)!;
  const { goalId, therapistId, bodyRegion = '', baseline, target, targetChangePercent } = goal;
  return {
    ...{ goalId, therapistId, kind, what: what.replaceAll('-', ' '), region: bodyRegion },
    ...{ baseline: String(baseline), target: String(targetChangePercent ?? target) },
    ...{ startsOn: goal.startsOn, dueOn: goal.dueOn },
  };
}

/** What was sent, as it was typed; a kind that is none of ours is that of pain. */
export function sentGoal(fields: TypedFields): GoalDraft {
  const text = (name: string) => typedText(fields, name);
  return {
    ...{
      goalId: text('goalId'),
      therapistId: text('therapistId'),
      kind: goalFormOf(fields['kind']) ?? 'pain',
    },
    ...{ what: text('what'), region: text('region'), baseline: text('baseline'), target: text('target') },
    ...{ startsOn: text('startsOn'), dueOn: text('dueOn') },
  };
}

/** The kind of goal that an address or a form names. */
export const goalFormOf = (name: string | undefined): GoalFormKind | undefined =>
  GOAL_FORMS.find((kind) => kind === name);
