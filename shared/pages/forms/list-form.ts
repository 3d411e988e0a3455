import { counted } from '../../reports/words/listed.ts';
import { MOST_CHARACTERS, type UnreadLine } from '../../today/todays-list.ts';
import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';
import { refusalBlock } from '../frame/refusal-block.ts';
import { hidden } from './field-parts.ts';

/** Where the list is sent; it is shown on the board. */
const LIST_PATH = '/therapist/today';
/** The names of the form's fields: the list, and what is to be done with it where that is not to show it. */
export const LIST_FIELD = 'list';
export const LIST_STEP = 'step';

export type ListAgain = {
  formToken: string;
  /** As it was pasted. */
  typed: string;
  unread: readonly UnreadLine[];
  /** What is wrong with the list as a whole. */
  problem?: string;
  /** How many lines could be read. */
  readable: number;
};

/** The form again, with what was pasted and what of it cannot be read: nothing of the list is shown before that is said. */
export function listAgain({ formToken, typed, unread, problem, readable }: ListAgain): Html {
  const left = unread.length === 1 ? 'this line' : `these ${unread.length} lines`;
  const said = html`<p><strong>Not shown yet</strong></p>${
    problem !== undefined
      ? html`<p>${problem}</p>`
      : html`<p>${counted(unread.length, 'line')} cannot be read.</p><ul>${unread.map(
          ({ line, text, expected }) =>
            html`<li><a href="#${LIST_FIELD}">Line ${line}</a>: “<bdi>${text}</bdi>”: ${expected}.</li>`,
        )}</ul>`
  }`;
  return html`${refusalBlock('errors', said)}
${listForm(
  formToken,
  typed,
  html`<button>Show the list</button>${
    readable > 0 &&
    html` <button class="quiet" name="${LIST_STEP}" value="leave-out">Leave ${left} out and show the other ${readable}</button>`
  }`,
  true,
)}
<p><a href="/therapist">Back to the board</a></p>`;
}

/** The form, folded away; with a list that is shown it can be put away too. */
export function pasteForm(formToken: string, summary: string, isShown = false): Html {
  const away = html` <button class="quiet" name="${LIST_STEP}" value="put-away" formnovalidate>Put the list away</button>`;
  return html`<details class="paste"><summary>${summary}</summary>
${listForm(formToken, '', html`<button>Show the list</button>${isShown && away}`)}
</details>`;
}

function listForm(formToken: string, typed: string, buttons: Html, isWrong = false): Html {
  return html`<form method="post" action="${LIST_PATH}" autocomplete="off">
${hidden(FORM_TOKEN, formToken)}
<div class="field wide"><label for="${LIST_FIELD}">Today’s list</label>
<p class="hint" id="${LIST_FIELD}-hint">From your practice system, a line for each visit: a time and the client id, such as “09:00 c-017”. Names beside them are left aside. The list stays in this browser until tonight, locked, and is kept nowhere else.</p>
<textarea id="${LIST_FIELD}" name="${LIST_FIELD}" rows="6" required maxlength="${MOST_CHARACTERS}" autocomplete="off" autocapitalize="none" spellcheck="false"${isWrong && html` aria-invalid="true"`} aria-describedby="${LIST_FIELD}-hint">
${typed}</textarea></div>
<p class="actions">${buttons}</p></form>`;
}
