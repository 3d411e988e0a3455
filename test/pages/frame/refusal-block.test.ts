import { expect, test } from 'vitest';
import { newVisit } from '../../../shared/forms/visit-draft.ts';
import { clientLookup } from '../../../shared/pages/clients/client-lookup.ts';
import { errorSummary } from '../../../shared/pages/forms/field-parts.ts';
import { visitPage, visitTitle } from '../../../shared/pages/forms/visit-page.ts';
import { html } from '../../../shared/pages/frame/html.ts';
import { page } from '../../../shared/pages/frame/page.ts';
import { isRefusal, refusalBlock } from '../../../shared/pages/frame/refusal-block.ts';
import { clientPage } from '../../../shared/pages/journal/client-page.ts';
import { speechIn } from '../../../shared/words/language.ts';

const titleOf = (text: string) => /<title>([^<]*)/.exec(text)![1];
const ERRORS = [{ field: 'from', message: 'Expected a time to the end of 2026-11-30.' }];

test('a form that was refused says so in its title, and the focus begins at what is wrong', () => {
  const refused = html`${errorSummary(ERRORS)}<form></form>`;
  expect(titleOf(page({ title: 'A form', main: refused }))).toBe('Not saved yet: A form – Massage outcomes');
  expect(String(refused)).toMatch(/^<div class="errors" role="alert" tabindex="-1" autofocus>/);
  expect(String(refused)).toContain('<a href="#from">Expected a time to the end of 30 November 2026.</a>');
  expect(titleOf(page({ title: 'A form', main: html`<form></form>` }))).toBe('A form – Massage outcomes');
});

test('what somebody types never makes a page one that was refused', () => {
  const opens = String(refusalBlock('errors', ''));
  expect(isRefusal(html`<input value="${opens}">`)).toBe(false);
});

test('a client hears it in the language of his journal', () => {
  const main = refusalBlock('notice bad', 'x');
  expect(titleOf(clientPage({ title: 'Diario', speech: speechIn('es'), main }))).toMatch(
    /^(?!Not )\S.*: Diario$/,
  );
});

test('the one field of a search has the focus where it is wrong, and only there', () => {
  const wrong = String(clientLookup('token', { typed: 'a b', problem: 'Expected an id.' }));
  expect(wrong).toContain('aria-invalid="true" autofocus');
  expect(String(clientLookup('token'))).not.toContain('autofocus');
});

test('pages of two clients can be told apart by their tabs', () => {
  expect(titleOf(page({ title: 'Set a goal', about: '95g5FI75', main: html`` }))).toBe(
    'Set a goal, 95g5FI75 – Massage outcomes',
  );
});

test('the form of a visit says which one it is, and promises to keep a begun visit only where it does', () => {
  const draft = newVisit({ sessionId: 's', therapistId: 't', date: '2026-09-28', from: '13:10', usual: [] });
  const shown = (stage: 'new' | 'begun' | 'over', mayBegin: boolean) =>
    String(visitPage({ client: 'c', formToken: 'token', draft, asksTherapist: false, stage, mayBegin }));
  expect(visitTitle({ stage: 'new', draft })).toBe('Record a visit');
  expect(visitTitle({ stage: 'begun', draft })).toBe('Finish a visit');
  expect(visitTitle({ stage: 'over', draft })).toBe('Correct the visit of 28 September 2026');
  expect(shown('new', true)).toContain('the visit is kept as begun');
  expect(shown('new', false)).toContain('A first visit is saved as a whole, when it is over.');
  expect(shown('over', true)).not.toMatch(/kept as begun|saved as a whole/);
});
