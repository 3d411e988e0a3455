import { ENGLISH } from './english.ts';
import { LANGUAGES, type Language } from './languages.ts';
import { SPANISH } from './spanish.ts';
import { type Say, sayingOf, type Words } from './words.ts';

/** What each language calls itself, and its catalogue. */
const CATALOGUES = {
  en: { name: 'English', words: ENGLISH, locale: 'en-GB' },
  es: { name: 'Español', words: SPANISH, locale: 'es' },
} as const satisfies Readonly<Record<Language, { name: string; words: Words; locale: string }>>;

const isLanguage = (text: string | undefined): text is Language => LANGUAGES.includes(text as Language);

/** How a client is spoken to. */
export type Speech = {
  language: Language;
  say: Say;
  /** A day as people say it: `27 November`, `27 de noviembre`. */
  day(date: string): string;
  /** The same for a narrow place: `27 Nov`. */
  shortDay(date: string): string;
};

export function speechIn(language: Language): Speech {
  const { words, locale } = CATALOGUES[language];
  const inMonth = (month: 'long' | 'short') => {
    const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month, timeZone: 'UTC' });
    return (date: string) => format.format(new Date(`${date}T00:00:00Z`));
  };
  return { language, say: sayingOf(words), day: inMonth('long'), shortDay: inMonth('short') };
}

/** What a language calls itself. */
export const nameOfLanguage = (language: Language): string => CATALOGUES[language].name;

/**
 * The language for somebody who reads: the one asked for, else the first of the browser's that there is, else the
 * clinic's, else English.
 *
 * @param asked as an address or a form has it; anything that is no language of ours is passed over
 * @param accepted the header Accept-Language (RFC 9110, 12.5.4)
 */
export function languageFor(
  asked: string | undefined,
  accepted: string | undefined,
  clinics: string | undefined,
): Language {
  return [asked, ...acceptedLanguages(accepted ?? ''), clinics].find(isLanguage) ?? 'en';
}

/** Longer headers are nobody's. */
const LONGEST_HEADER = 512;

/** The primary subtags of a header, the most wanted first; those that are not wanted (`q=0`) are left out. */
function acceptedLanguages(header: string): string[] {
  return header
    .slice(0, LONGEST_HEADER)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
      const quality = parameters.find((parameter) => parameter.startsWith('q='));
      return { language: tag.split('-')[0]!, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ language }) => language);
}
