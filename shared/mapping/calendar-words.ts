import { withoutAccents } from './without-accents.ts';

/** The months in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, the Scandinavian languages and Russian, without accents. */
const MONTHS: readonly string[] = [
  'january januar janner janvier enero janeiro gennaio januari stycznia styczen января',
  'february februar fevrier febrero fevereiro febbraio februari lutego luty февраля',
  'march marz maerz mars marzo marco maart mrt marca marzec marts марта',
  'april avril abril aprile kwietnia kwiecien апреля',
  'may mai mayo maio maggio mei maj maja мая',
  'june juni juin junio junho giugno czerwca czerwiec июня',
  'july juli juillet julio julho luglio lipca lipiec июля',
  'august aout agosto augustus sierpnia sierpien augusti августа',
  'september septembre septiembre setembro settembre wrzesnia wrzesien сентября',
  'october oktober octobre octubre outubro ottobre pazdziernika pazdziernik октября',
  'november novembre noviembre novembro listopada listopad ноября',
  'december dezember decembre diciembre dezembro dicembre grudnia grudzien декабря',
];
const WEEKDAYS =
  'monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo segunda-feira terca-feira quarta-feira quinta-feira sexta-feira lunedi martedi mercoledi giovedi venerdi sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag poniedzialek wtorek sroda czwartek piatek sobota niedziela mandag tisdag tirsdag onsdag torsdag fredag lordag sondag понедельник вторник среда четверг пятница суббота воскресенье';

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
