import { dateWords } from '../outcomes/date-words.ts';
import { type Html, html } from './html.ts';

/** A date in a table, `3 Aug 2026`: it does not break. */
export const dateCell = (date: string): Html =>
  html`<time class="date" datetime="${date}">${shortDate(date)}</time>`;

/** `3 Aug 2026`: the month by three letters. */
const shortDate = (date: string) => dateWords(date).replace(/[A-Z][a-z]+/, (month) => month.slice(0, 3));

/** An instant in a table, as it was written, in its own offset: it breaks before the time of day. */
export const whenCell = (instant: string): Html =>
  html`${dateCell(instant.slice(0, 10))} <span class="date">${instant.slice(11, 16)}</span>`;
