import { FORM_WORDS } from '../../forms/words.ts';

/**
 * What is typed into the form of a visit and not sent yet stays in the tab that it was typed in: for the person who is
 * signed in, for four hours, and without the token of the form. It goes when the visit was saved or discarded, when
 * somebody signs out, and when another person's page opens. A tab that is closed takes it along, as the tablet is
 * everybody's.
 */
const DRAFTS = `
const HOURS = 4 * 3600e3, PREFIX = 'visit ';
const person = document.currentScript.dataset.person;
let store;
try { store = sessionStorage; } catch { store = undefined; }
const kept = () => Object.keys(store || {}).filter((key) => key.startsWith(PREFIX));
const draftAt = (key) => { try { return JSON.parse(store.getItem(key)); } catch { return null; } };
const settled = [...document.querySelectorAll('[data-settled]')].map((said) => said.dataset.settled);
for (const key of kept()) {
  const draft = draftAt(key), age = draft ? Date.now() - draft.at : -1;
  const isHers = draft && draft.person === person && age >= 0 && age < HOURS;
  if (!isHers || settled.includes(draft.fields.sessionId)) store.removeItem(key);
}
document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', () => {
  for (const key of kept()) store.removeItem(key);
});
const form = document.querySelector('form[data-draft]');
if (!form) return;
const key = PREFIX + form.getAttribute('action'), stage = form.dataset.draft, fields = form.elements;
let openedAt = parseInt(fields.formToken.value), isNew = stage === 'new';
const told = (what, isTold) => { form.querySelector('[data-' + what + ']').hidden = !isTold; };
const keep = () => {
  const { formToken, ...typed } = Object.fromEntries(new FormData(form));
  try { store?.setItem(key, JSON.stringify({ person, at: Date.now(), openedAt, isNew, fields: typed })); } catch {}
};
const draft = store && draftAt(key);
const isOfForm = draft && (draft.fields.sessionId === fields.sessionId.value || (isNew && draft.isNew));
if (isOfForm) ({ openedAt, isNew } = draft);
if (isOfForm && stage !== 'again') {
  for (const field of fields) {
    if (!field.name || field.name === 'formToken') continue;
    const value = draft.fields[field.name];
    if (field.type === 'checkbox') field.checked = value !== undefined;
    else if (field.type === 'radio') field.checked = value === field.value;
    else if (value !== undefined) field.value = value;
    if (field.matches('details *') && value && field.defaultValue !== value) field.closest('details').open = true;
  }
  told('restored', true);
}
if (isOfForm) fields.typedSince.value = openedAt;
form.querySelector('[data-afresh]').addEventListener('click', () => {
  store.removeItem(key);
  location.assign(location.href);
});
form.addEventListener('input', keep);
`;

/**
 * Any other form is sent when our own origin can be reached: where it cannot, a browser would show an error of its own in
 * place of the page, and what was typed would be gone.
 */
const OTHER_FORMS = `
for (const other of document.querySelectorAll('form[method=post]:not([data-draft], [enctype], [action="/sign-out"])')) {
  let isReached = false, isTrying = false, said;
  other.addEventListener('submit', async (event) => {
    if (isReached) { isReached = false; return; }
    event.preventDefault();
    if (isTrying) return;
    isTrying = true;
    try {
      await fetch(script, { cache: 'no-store', signal: AbortSignal.timeout?.(8e3) });
      isReached = true;
      other.requestSubmit(event.submitter);
    } catch {
      said?.remove();
      said = document.createElement('p');
      said.className = 'notice warn';
      said.setAttribute('role', 'alert');
      other.append(said);
      said.textContent = ${JSON.stringify(FORM_WORDS.unreachable)};
    }
    isTrying = false;
  });
}
`;

/**
 * A form that is refused is the answer to what was sent. Its place in the history becomes that of the page with the form:
 * whoever goes back past it, or loads it again, gets a form, where a browser has only a question or an error to show.
 */
const BACK = `
if (document.querySelector('.errors') && document.referrer.startsWith(location.origin + '/'))
  history.replaceState(null, '', document.referrer);
`;

/** A tap on a phase begins it, and ends the one that goes on; its minutes are added to what stands in its field. */
const PHASES = `
const taps = [...form.querySelectorAll('[data-phase]')], now = fields['phase-now'], since = fields['phase-since'];
const clockOf = (instant) => new Date(instant).toTimeString().slice(0, 5);
const shown = () => {
  for (const tap of taps) {
    const goesOn = tap.dataset.phase === now.value;
    tap.setAttribute('aria-pressed', goesOn);
    tap.querySelector('[data-since]').textContent = goesOn ? ', since ' + clockOf(Number(since.value)) : '';
  }
};
const reckoned = () => {
  const field = fields['phase-' + now?.value];
  const minutes = Math.round((Date.now() - since?.value) / 60e3);
  if (!field || !(minutes > 0)) return;
  const before = Number(field.value.replace(',', '.'));
  if (!Number.isFinite(before)) return;
  field.value = before + minutes;
  since.value = Number(since.value) + minutes * 60e3;
};
for (const tap of taps) tap.addEventListener('click', () => {
  reckoned();
  const begins = tap.dataset.phase !== now.value;
  now.value = begins ? tap.dataset.phase : '';
  since.value = begins ? Date.now() : '';
  shown();
  keep();
});
if (taps.length > 0) {
  for (const each of form.querySelectorAll('[data-taps]')) each.hidden = false;
  shown();
}
`;

/** The form is sent when our own origin can be reached; until then it waits, and is sent by itself. */
const SENDING = `
let isReached = false, isTrying = false, again;
const send = async () => {
  if (isTrying) return;
  isTrying = true;
  clearTimeout(again);
  try {
    await fetch(script, { cache: 'no-store', signal: AbortSignal.timeout?.(8e3) });
    isReached = true;
    form.requestSubmit();
  } catch {
    told('waiting', true);
    again = setTimeout(send, 4e3);
  }
  isTrying = false;
};
addEventListener('online', () => { if (again) send(); });
form.addEventListener('submit', (event) => {
  reckoned();
  keep();
  const isTriedAgain = again && navigator.onLine;
  if (isReached || isTriedAgain) { isReached = false; return; }
  event.preventDefault();
  send();
});
`;

/** The one script of all pages; without it each of them works. */
export const VISIT_SCRIPT = `(() => {
'use strict';
const script = document.currentScript.src;${OTHER_FORMS}${BACK}${DRAFTS}${PHASES}${SENDING}})();
`;
