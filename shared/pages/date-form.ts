import { type Html, html } from './html.ts';

/** Asks for the same page as of another date. */
export function dateForm(asOf: string): Html {
  return html`<form method="get" class="filters">
<p class="field"><label for="as-of">As of</label><input type="date" id="as-of" name="as-of" value="${asOf}"></p>
<p><button>Show</button></p>
</form>`;
}
