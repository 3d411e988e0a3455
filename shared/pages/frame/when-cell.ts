import { dateWords, momentWords } from '../../outcomes/date-words.ts';
import { inZone } from '../../records/time/in-zone.ts';
import { type Html, html } from './html.ts';

/** A date in a table, `3 Aug 2026`: it does not break. */
export const dateCell = (date: string): Html =>
  html`<time class="date" datetime="${date}">${shortDate(date)}</time>`;

/** `3 Aug 2026`: the month by three letters. */
const shortDate = (date: string) => dateWords(date).replace(/[A-Z][a-z]+/, (month) => month.slice(0, 3));

/** An instant in a table, as it was written, in its own offset: it breaks before the time of day. */
export const whenCell = (instant: string): Html =>
  html`${dateCell(instant.slice(0, 10))} <span class="date">${instant.slice(11, 16)}</span>`;

/** Instants that were kept in UTC, as a clinic's clocks show them; without a time zone in UTC, which headings then say. */
export type ClinicTimes = {
  when(instant: string): Html;
  day(instant: string): Html;
  /** In a sentence, `30 September 2026, 17:42`; in UTC, where that is so, it says it. */
  words(instant: string): string;
  heading(word: string): string;
};

/** @param timeZone the clinic's, by its IANA name */
export function clinicTimes(timeZone: string | undefined): ClinicTimes {
  const shown = (instant: string) => (timeZone === undefined ? instant : inZone(instant, timeZone));
  return {
    when: (instant) => whenCell(shown(instant)),
    day: (instant) => dateCell(shown(instant).slice(0, 10)),
    words: (instant) => `${momentWords(shown(instant))}${timeZone === undefined ? ' UTC' : ''}`,
    heading: (word) => (timeZone === undefined ? `${word} (UTC)` : word),
  };
}
