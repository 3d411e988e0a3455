import { datesInWords } from '../../reports/words/dates-in-words.ts';

/** What the API calls things, and what whoever leads a clinic would: both tell the same. */
const SAID: readonly (readonly [RegExp, string])[] = [
  [/an RFC 3339 instant with an offset/g, 'a day, a time and how far it is from world time (UTC)'],
  [/expected only fields of the record contract/g, 'expected only columns that are kept here'],
  [/a field of the record contract/g, 'a column that is kept here'],
  [/a code in kebab-case/g, 'words in small letters, joined by hyphens,'],
];

/** Why a row is refused, as it is said to an owner: with dates as people say them. */
export function refusalWords(message: string): string {
  return datesInWords(SAID.reduce((text, [machine, words]) => text.replace(machine, words), message));
}
