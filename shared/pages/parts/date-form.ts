import { dateWords } from '../../outcomes/date-words.ts';
import { type Html, html } from '../frame/html.ts';

/** As of which date a page stands, in a line that opens to the form by which another is asked for. */
export function dateForm(asOf: string): Html {
  return html`<details class="scope"><summary><span>As of ${dateWords(asOf)}</span> <span class="change">Change</span></summary>
<form method="get" class="filters">
<p class="field"><label for="as-of">As of</label><input type="date" id="as-of" name="as-of" value="${asOf}"></p>
<p><button>Show</button></p>
</form></details>`;
}
