import { hidden } from '../forms/field-parts.ts';
import { html } from '../frame/html.ts';
import { page, type Viewer } from '../frame/page.ts';
import { refusalBlock } from '../frame/refusal-block.ts';

/** A form as it was sent: where to, and all that it held. */
export type SentForm = { action: string; fields: Readonly<Record<string, string>> };

/**
 * What was filled in and could not be taken, since whoever sent it was signed out meanwhile, or has signed in anew: it
 * stays in the page, to be sent by one tap.
 *
 * @param viewer who has signed in anew; undefined while nobody is signed in
 */
export function sendAgainPage({ action, fields }: SentForm, viewer?: Viewer): string {
  const title = viewer ? 'Send it once more' : 'You have been signed out';
  const why = viewer
    ? 'This form was opened before you signed in anew, so nothing of it is saved yet. All that you filled in is kept on this page.'
    : 'Your sign-in was over when you sent this, so nothing of it is saved yet. All that you filled in is kept on this page.';
  const main = html`${refusalBlock('errors', html`<p>${why}</p>`)}
${!viewer && html`<p>First <a href="/sign-in" target="_blank" rel="noopener">sign in, in a new tab</a>. Then come back to this one and send the form.</p>`}
<form method="post" action="${action}">${Object.entries(fields).map(([name, value]) => hidden(name, value))}
<p><button class="wide">Send what I filled in</button></p></form>
<p><a href="/">Leave it, and go to the start page</a></p>`;
  return page({ title, ...(viewer && { viewer }), main });
}
