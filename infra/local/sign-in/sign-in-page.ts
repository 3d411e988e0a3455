import { html } from '../../../shared/pages/frame/html.ts';
import { page } from '../../../shared/pages/frame/page.ts';

/** Somebody to sign in as: what tokens call him, and what people do. */
export type Person = { readonly subject: string; readonly name: string };

/**
 * What stands in for the hosted sign-in page: people to choose from instead of passwords. Who was invited stands
 * among them.
 *
 * @param query the query of the request that led here; it comes back with the choice
 */
export function signInPage(people: readonly Person[], query: string): string {
  const action = `/oauth2/authorize?${query}`;
  const known = people.map(
    ({ subject, name }) => html`<li><form method="post" action="${action}">
<input type="hidden" name="subject" value="${subject}">
<button>${name}</button>
</form></li>
`,
  );
  const main = html`<p class="notice">This page stands in for the user pool's and exists on this machine only. It asks for no password.</p>
${known.length > 0 ? html`<h2>As one of these</h2><ul class="cards">${known}</ul>` : html`<p>Nobody has been invited yet.</p>`}`;
  return page({ title: 'Sign in', main, selfContained: true });
}

/** Asks somebody who has set up an authenticator for its code. */
export function codePage({ subject, name }: Person, query: string): string {
  const main = html`<form method="post" action="/oauth2/authorize?${query}">
<input type="hidden" name="subject" value="${subject}">
<p class="field"><label for="code">Code of the authenticator of ${name}</label><input type="text" id="code" name="code" inputmode="numeric" autocomplete="one-time-code"></p>
<p><button>Sign in</button></p>
</form>`;
  return page({ title: 'Sign in', main, selfContained: true });
}
