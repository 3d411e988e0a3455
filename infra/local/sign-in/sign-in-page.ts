import { html } from '../../../shared/pages/html.ts';
import { page } from '../../../shared/pages/page.ts';
import type { TokenClaims } from '../identity-issuer.ts';

const ROLES = ['owner', 'therapist', 'partner', 'recorder', 'client'];

/**
 * What stands in for the hosted sign-in page: people to choose from instead of passwords, and a form for
 * anybody else.
 *
 * @param query the query of the request that led here; it comes back with the choice
 */
export function signInPage(people: readonly TokenClaims[], query: string): string {
  const action = `/oauth2/authorize?${query}`;
  const known = people.map(
    (person) => html`<li><form method="post" action="${action}">
${Object.entries(person).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button>${nameOf(person)}</button>
</form></li>
`,
  );
  const main = html`<p class="notice">This page stands in for the user pool's and exists on this machine only. It asks for no password.</p>
${known.length > 0 && html`<h2>As one of these</h2><ul class="cards">${known}</ul>`}
<h2>As somebody else</h2>
<form method="post" action="${action}">
<p class="field"><label for="clinic">Clinic, for everybody but a partner</label><input type="text" id="clinic" name="clinic"></p>
<p class="field"><label for="role">Role</label><select id="role" name="role">${ROLES.map((role) => html`<option>${role}</option>`)}</select></p>
<p class="field"><label for="therapist">Therapist id, for a therapist</label><input type="text" id="therapist" name="therapist"></p>
<p class="field"><label for="client">Client id, for a client</label><input type="text" id="client" name="client"></p>
<p class="field"><label for="partner">Partner id, for a partner</label><input type="text" id="partner" name="partner"></p>
<p><button>Sign in</button></p>
</form>`;
  return page({ title: 'Sign in', main, selfContained: true });
}

/** As a person would be named on a list: `therapist h-t-1, harbour`. */
export function nameOf({ clinic, role, therapist, client, partner }: TokenClaims): string {
  const who = therapist ?? client ?? partner;
  return `${role}${who === undefined ? '' : ` ${who}`}${clinic === undefined ? '' : `, ${clinic}`}`;
}
