import type { JournalQuestions } from '../journal/journal-form.ts';
import { spaced } from './goal-words.ts';
import { type Html, html } from './html.ts';

export type JournalFormPage = {
  /** Where the form is sent to. */
  action: string;
  /** The sealed form. */
  form: string;
  questions: JournalQuestions;
};

/** Name of the field that holds the sealed form. */
export const SEALED_FORM = 'form';

/** How measures of yes-no tasks begin. */
const TASK = 'task:';

/** The journal's form: three taps, of which the last one sends it. */
export function journalForm({ action, form, questions: { bodyRegion, task } }: JournalFormPage): Html {
  return html`<form method="post" action="${action}" autocomplete="off">
<input type="hidden" name="${SEALED_FORM}" value="${form}">
${scale('pain', `Pain now${bodyRegion === undefined ? '' : `: ${spaced(bodyRegion)}`}`, 'no pain', 'worst imaginable')}
${scale('soreness', 'Soreness now', 'not sore', 'worst imaginable')}
${task ? taskButtons(spaced(task.measure.slice(TASK.length))) : html`<p><button class="wide">Send</button></p>`}
</form>
<p class="muted">Nothing here names you. Your clinic sees these numbers with your visits.</p>`;
}

function scale(name: string, legend: string, least: string, most: string): Html {
  const choices = Array.from(
    { length: 11 },
    (_, score) =>
      html`<label><input type="radio" name="${name}" value="${score}" required><span>${score}</span></label>`,
  );
  return html`<fieldset><legend>${legend}</legend>
<div class="scale">${choices}</div>
<p class="ends" aria-hidden="true"><span>0: ${least}</span><span>10: ${most}</span></p>
</fieldset>`;
}

function taskButtons(task: string): Html {
  return html`<fieldset><legend>Can you do this now: ${task}?</legend>
<p class="hint" id="sends">Your answer sends the form.</p>
<div class="choices">
<button name="mobility" value="yes" aria-describedby="sends">Yes</button>
<button name="mobility" value="no" aria-describedby="sends">No</button>
</div>
<p><button class="quiet" name="mobility" value="skip">Send without this answer</button></p>
</fieldset>`;
}
