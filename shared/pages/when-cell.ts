import { type Html, html } from './html.ts';

/** A date in a table: it does not break. */
export const dateCell = (date: string): Html => html`<span class="date">${date}</span>`;

/** An instant in a table, as it was written, in its own offset: it breaks before the time of day. */
export const whenCell = (instant: string): Html =>
  html`${dateCell(instant.slice(0, 10))} <span class="date">${instant.slice(11, 16)}</span>`;
