import type { GoalReport } from '../../goals/goal-report.ts';
import type { GoalStatus } from '../../goals/goal-standing.ts';
import { instrumentOf } from '../../records/scales.ts';
import { capitalised } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';

/** What a status is called on a page, how pressing it is, and the rule that was applied. */
export const STATUS_WORDS: Readonly<Record<GoalStatus, { label: string; tone: string; rule: string }>> = {
  missed: {
    label: 'Missed',
    tone: 'bad',
    rule: 'the last value by the due date is not at the target',
  },
  'off-track': {
    label: 'Off track',
    tone: 'bad',
    rule: 'at this pace the target is not reached by the due date',
  },
  'at-risk': {
    label: 'At risk',
    tone: 'warn',
    rule: 'the pace may or may not reach the target by the due date',
  },
  'no-data': { label: 'No data', tone: 'warn', rule: 'nothing has been measured since the start' },
  'reached-once': {
    label: 'Reached once',
    tone: 'warn',
    rule: 'the last value is at the target, the one within four weeks before it is not',
  },
  'too-early': {
    label: 'Too early',
    tone: 'none',
    rule: 'the values so far do not yet tell whether the target is reached in time',
  },
  'on-track': {
    label: 'On track',
    tone: 'good',
    rule: 'the whole range of the pace reaches the target in time',
  },
  attained: {
    label: 'Attained',
    tone: 'good',
    rule: 'the last value is at the target, and so is the one within four weeks before it, if there is one',
  },
};

export function statusText(status: GoalStatus): Html {
  const { label, tone } = STATUS_WORDS[status];
  return html`<span class="status ${tone}">${label}</span>`;
}

/** `Pain, low back`, `Reach top shelf`, `Range of motion: shoulder flexion`. */
export function goalName({ measure, bodyRegion }: Pick<GoalReport, 'measure' | 'bodyRegion'>): string {
  const [kind, what = ''] = measure.split(':');
  const named =
    instrumentOf(measure)?.name ??
    (kind === 'recovery-hours'
      ? 'Recovery time'
      : kind === 'range-of-motion'
        ? `Range of motion: ${spaced(what)}`
        : capitalised(spaced(kind === 'pain' ? kind : what)));
  return bodyRegion === undefined ? named : `${named}, ${spaced(bodyRegion)}`;
}

/** A code of the clinic's own in words: `reach-top-shelf` becomes `reach top shelf`. */
export const spaced = (code: string): string => code.replaceAll('-', ' ');
