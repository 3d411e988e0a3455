import { type Html, html } from '../frame/html.ts';
import { FORM_TOKEN } from '../frame/page.ts';

/** Names of the form's fields. */
export const FACTOR_CODE = 'code';
export const FACTOR_SECRET = 'secret';

/** Says that a second factor is needed, and leads to a sign-in by which it can be set. */
export function factorNeeded(): Html {
  return html`<p class="lead">Owners sign in with a password and a code of an authenticator app. Have the app at hand, such as the one that your telephone offers for passwords.</p>
<p><a class="button" href="/sign-in?to=%2Fsecond-factor">Sign in once more to set it up</a></p>`;
}

/**
 * Shows the secret for the app, and asks for the first code.
 *
 * @param error what was wrong with a code that was sent
 */
export function factorForm(secret: string, formToken: string, error?: string): Html {
  const described = error === undefined ? 'code-hint' : 'code-hint code-error';
  const address = `otpauth://totp/Massage%20outcomes?${new URLSearchParams({ secret, issuer: 'Massage outcomes' })}`;
  return html`<ol>
<li>Enter this key in the app: <strong class="code">${secret.replace(/(.{4})(?=.)/g, '$1 ')}</strong>, or, on the device that has the app, <a href="${address}">open the app</a>.</li>
<li>Enter the code that the app shows.</li>
</ol>
<form method="post" action="/second-factor">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
<input type="hidden" name="${FACTOR_SECRET}" value="${secret}">
<div class="field"><label for="code">Code</label>
<p class="hint" id="code-hint">Six digits, new every half minute.</p>
<input id="code" name="${FACTOR_CODE}" type="text" inputmode="numeric" autocomplete="one-time-code" required aria-describedby="${described}"${error !== undefined && html` aria-invalid="true" autofocus`}>
${error !== undefined && html`<p class="error" id="code-error">${error}</p>`}</div>
<p><button>Set it up</button></p>
</form>`;
}

/** Says that it is set: whoever signs in anew is asked for a code, and may go on. */
export function factorSet(formToken: string): Html {
  return html`<p class="lead">Your second factor is set. Sign out, and in again with a code of your app.</p>
<form method="post" action="/sign-out">
<input type="hidden" name="${FORM_TOKEN}" value="${formToken}">
<p><button>Sign out</button></p>
</form>`;
}
