import { withoutAccents } from './without-accents.ts';

/** The months in English, German, French, Spanish, Portuguese, Italian and Dutch, without accents. */
const MONTHS: readonly string[] = [
  'january januar janner janvier enero janeiro gennaio januari',
  'february februar fevrier febrero fevereiro febbraio februari',
  'march marz maerz mars marzo marco maart mrt',
  'april avril abril aprile',
  'may mai mayo maio maggio mei',
  'june juni juin junio junho giugno',
  'july juli juillet julio julho luglio',
  'august aout agosto augustus',
  'september septembre septiembre setembro settembre',
  'october oktober octobre octubre outubro ottobre',
  'november novembre noviembre novembro',
  'december dezember decembre diciembre dezembro dicembre',
];
const WEEKDAYS =
  'monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo segunda-feira terca-feira quarta-feira quinta-feira sexta-feira lunedi martedi mercoledi giovedi venerdi sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag';

const plain = (text: string) => withoutAccents(text).toLowerCase();
const begins = (names: string, word: string) => names.split(' ').some((name) => name.startsWith(word));

/** The number of a month that is written out or shortened, 1 to 12; undefined where a word is none, or two (`jui`). */
export function monthOf(word: string): number | undefined {
  const found = MONTHS.flatMap((names, index) => (begins(names, plain(word)) ? [index + 1] : []));
  return found.length === 1 ? found[0] : undefined;
}

const FIRST_WORD = /^([\p{L}-]{2,13})\.?,?\s+/u;
/** What follows the month in `Mar 3, 2026`, and no day of the week. */
const DAY_AND_YEAR = /^\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}/;

/** A text without the day of the week before its day: `Mo, 03.08.2026`, `mar. 4 août 2026`. */
export function withoutWeekday(text: string): string {
  const first = FIRST_WORD.exec(text);
  if (!first || !begins(WEEKDAYS, plain(first[1]!))) return text;
  const rest = text.slice(first[0].length);
  return monthOf(first[1]!) !== undefined && DAY_AND_YEAR.test(rest) ? text : rest;
}
