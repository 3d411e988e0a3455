import { isSaid, type Withheld } from '../../claims/contract.ts';
import type { ExpectedChange } from '../../claims/expected-change.ts';
import { counted } from '../../reports/words/listed.ts';
import { inWords } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';

/**
 * What a client may expect of the next session, to whoever treats him; a link to it until it is asked for.
 *
 * @param expected undefined where nobody has asked
 */
export function expectedChangePart(
  client: string,
  asOf: string,
  expected: ExpectedChange | Withheld | undefined,
): Html {
  if (expected === undefined) {
    return html`<p><a href="/clients/${client}?as-of=${asOf}&amp;expect=yes#expected">What to expect of the next session</a></p>`;
  }
  return html`<section aria-labelledby="expected"><h2 id="expected">What to expect of the next session</h2>
${isSaid(expected) ? said(expected) : html`<p>${expected.withheld}</p>`}
</section>`;
}

function said({
  sentence,
  complaint,
  ownSessions,
  sessions,
  clients,
  complaintsOfRelease,
}: ExpectedChange): Html {
  const own =
    ownSessions === 0
      ? 'none of this client, so it is what the others say'
      : `${ownSessions} of them of this client, who weighs the more the more there are`;
  return html`<p>${sentence}</p>
<p class="detail">For ${inWords(complaint)}, from ${counted(sessions, 'session')} of ${counted(clients, 'client')} with a score before and after: ${own}.${complaintsOfRelease > 0 && ` Of ${counted(complaintsOfRelease, 'complaint')} the release of your programme says which do better and which worse.`} The interval of 95 % is of the average over such sessions; a single one may lie well outside. Seen with treatment: how much of it is the treatment's doing it does not say.</p>`;
}
