import { PROBLEM_TYPES, type ProblemType } from '../http/problem-types.ts';
import { PROBLEM_WORDS } from '../http/problem-words.ts';
import { type Html, html } from '../pages/frame/html.ts';
import { page } from '../pages/frame/page.ts';

/** What a problem type means: the page that its URI leads to. It says nothing of any clinic. */
export function problemPage(type: ProblemType): string {
  const { status, title } = PROBLEM_TYPES[type];
  const { meaning, toDo } = PROBLEM_WORDS[type];
  const main: Html = html`<p>${meaning}</p>
<p>${toDo}</p>
<p>A program is answered with the status ${status} and this page's address as "type"; "detail" says what was wrong this time.</p>
<p><a href="/v1/openapi.json">What describes the API</a></p>`;
  return page({ title, main });
}
