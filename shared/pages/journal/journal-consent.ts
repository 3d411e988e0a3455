import type { Speech } from '../../words/language.ts';
import { type Html, html } from '../frame/html.ts';
import { LANGUAGE } from './client-page.ts';

/** Name of the field that answers whether a client consents, by `yes` or `no`. */
export const PARTNER_REPORTS = 'partnerReports';

export type JournalConsent = {
  speech: Speech;
  /** Where it is looked at and where it is answered. */
  path: string;
  /** Undefined where nothing has been said. */
  consent: boolean | undefined;
};

/** Consent to partner reports, in whole: what it is, how it stands, and the way to change it. */
export function journalConsent({ speech: { say, language }, path, consent }: JournalConsent): Html {
  const choice = (answer: 'yes' | 'no', label: string) =>
    html`<button name="${PARTNER_REPORTS}" value="${answer}">${label}</button>`;
  return html`<p>${say('consent.what')}</p>
<p><strong>${standing(say, consent)}</strong></p>
<form method="post" action="${path}" autocomplete="off">
<input type="hidden" name="${LANGUAGE}" value="${language}">
<fieldset><legend>${say('consent.ask')}</legend>
<p class="hint">${say('consent.choice')}</p>
<div class="choices">${consent !== true && choice('yes', say('consent.yes'))}${
    consent === true
      ? choice('no', say('consent.take-back'))
      : consent === undefined && choice('no', say('consent.no'))
  }</div>
</fieldset>
</form>`;
}

/** The same below an entry: the question where nothing has been said, else how it stands and the way to it. */
export function consentBelow(shown: JournalConsent): Html {
  const { say, language } = shown.speech;
  const address = `${shown.path}?${new URLSearchParams({ [LANGUAGE]: language })}`;
  return html`<section aria-labelledby="consent"><h2 id="consent">${say('consent.heading')}</h2>
${
  shown.consent === undefined
    ? journalConsent(shown)
    : html`<p>${standing(say, shown.consent)} <a href="${address}">${say('consent.change')}</a></p>`
}
</section>`;
}

function standing(say: Speech['say'], consent: boolean | undefined): string {
  if (consent === undefined) return say('consent.is-open');
  return say(consent ? 'consent.is-yes' : 'consent.is-no');
}
