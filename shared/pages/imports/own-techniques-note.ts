import type { Mapping } from '../../mapping/mapping.ts';
import { ownTechniquesIn } from '../../mapping/own-technique-name.ts';
import type { OwnTechnique } from '../../records/own-technique.ts';
import { counted, listed } from '../../reports/words/listed.ts';
import { ADD_TO_LIST } from '../clinic/settings-page.ts';
import { type Html, html } from '../frame/html.ts';

/** Which techniques of the clinic's own a file would bring that its list does not have yet, and the way to put them there. */
export function ownTechniquesNote(mapping: Mapping, held: readonly OwnTechnique[]): Html | false {
  const codes = new Set(held.map(({ code }) => code));
  const names = ownTechniquesIn(mapping).flatMap(({ code, name }) => (codes.has(code) ? [] : [name]));
  if (names.length === 0) return false;
  const query = new URLSearchParams(names.map((name): [string, string] => [ADD_TO_LIST, name]));
  return html`<p class="notice">${listed(names.map((name) => `“${name}”`))} ${names.length === 1 ? 'is' : 'are'} not on your list yet. <a href="/settings?${query.toString()}#ownTechniques">Put ${counted(names.length, 'technique')} of your own on it</a>, so that ${names.length === 1 ? 'it is' : 'they are'} offered when a visit is recorded, and shown by name.</p>`;
}
