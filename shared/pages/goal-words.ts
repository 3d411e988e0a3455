import type { GoalReport } from '../goals/goal-report.ts';
import type { GoalStatus } from '../goals/goal-standing.ts';
import { plainNumber } from '../reports/number-text.ts';
import { capitalised } from '../reports/words.ts';
import { type Html, html } from './html.ts';

/** What a status is called on a page, and how pressing it is. */
export const STATUS_WORDS: Readonly<Record<GoalStatus, { label: string; tone: string; meaning: string }>> = {
  missed: { label: 'Missed', tone: 'bad', meaning: 'the due date has passed and the target is not reached' },
  'off-track': {
    label: 'Off track',
    tone: 'bad',
    meaning: 'at this pace the target is not reached by the due date',
  },
  'at-risk': {
    label: 'At risk',
    tone: 'warn',
    meaning: 'the pace may or may not reach the target by the due date',
  },
  'no-data': { label: 'No data', tone: 'warn', meaning: 'nothing has been measured since the start' },
  'too-early': {
    label: 'Too early',
    tone: 'none',
    meaning: 'the values so far do not yet tell whether the target is reached in time',
  },
  'on-track': {
    label: 'On track',
    tone: 'good',
    meaning: 'the whole range of the pace reaches the target in time',
  },
  attained: { label: 'Attained', tone: 'good', meaning: 'the target is reached' },
};

export function statusText(status: GoalStatus): Html {
  const { label, tone } = STATUS_WORDS[status];
  return html`<span class="status ${tone}">${label}</span>`;
}

/** `Pain, low back`, `Reach top shelf`, `Range of motion: shoulder flexion`. */
export function goalName({ measure, bodyRegion }: Pick<GoalReport, 'measure' | 'bodyRegion'>): string {
  const [kind, what = ''] = measure.split(':');
  const named =
    kind === 'recovery-hours'
      ? 'Recovery time'
      : kind === 'range-of-motion'
        ? `Range of motion: ${spaced(what)}`
        : capitalised(spaced(kind === 'pain' ? kind : what));
  return bodyRegion === undefined ? named : `${named}, ${spaced(bodyRegion)}`;
}

/** A code of the clinic's own in words: `reach-top-shelf` becomes `reach top shelf`. */
export const spaced = (code: string): string => code.replaceAll('-', ' ');

/** A value of a goal with its unit: `7`, `38 degrees`, `yes`. */
export function goalValue(value: number, unit: GoalReport['unit']): string {
  if (unit === 'yes-no') return value === 1 ? 'yes' : value === 0 ? 'no' : plainNumber(value);
  return unit === 'score' ? plainNumber(value) : `${plainNumber(value)} ${unit}`;
}
