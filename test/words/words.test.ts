import { describe, expect, test } from 'vitest';
import { newGoal } from '../../shared/forms/goal-draft.ts';
import { codeOfWords } from '../../shared/forms/typed.ts';
import { REGIONS } from '../../shared/forms/words.ts';
import { ENGLISH } from '../../shared/words/english.ts';
import { languageFor, nameOfLanguage, speechIn } from '../../shared/words/language.ts';
import { LANGUAGES } from '../../shared/words/languages.ts';
import { SPANISH } from '../../shared/words/spanish.ts';
import { PLACE, type WordKey, type Words, whatSaid } from '../../shared/words/words.ts';

const placesIn = (text: string) => [...text.matchAll(PLACE)].map(([, name]) => name).toSorted();
const CATALOGUES: Readonly<Record<string, Words>> = { en: ENGLISH, es: SPANISH };

describe.each(LANGUAGES)('the catalogue of %s', (language) => {
  const words = CATALOGUES[language]!;

  test('has the keys of English, no other, and nothing empty', () => {
    expect(Object.keys(words).toSorted()).toEqual(Object.keys(ENGLISH).toSorted());
    for (const [key, text] of Object.entries(words)) expect(text.trim(), key).not.toBe('');
  });

  test('has the places of English in every text, and no braces besides', () => {
    for (const [key, text] of Object.entries(words)) {
      expect(placesIn(text), key).toEqual(placesIn(ENGLISH[key as WordKey]));
      expect(text.replace(PLACE, ''), key).not.toMatch(/[{}]/);
    }
  });

  test('says of itself how it is called', () => {
    expect(nameOfLanguage(language)).not.toBe('');
  });
});

test('no text of another language is left as English has it, save words that are alike', () => {
  const alike = Object.entries(SPANISH).filter(([key, text]) => text === ENGLISH[key as WordKey]);
  expect(alike.map(([key]) => key)).toEqual(
    ['journal.no'].filter((key) => alike.some(([each]) => each === key)),
  );
});

test.each(LANGUAGES)(
  'every region that a goal can be set about is said in %s, and so is the ready task',
  (language) => {
    const { say } = speechIn(language);
    const keys = Object.keys(CATALOGUES[language]!);
    expect(REGIONS.filter((region) => !keys.includes(`region.${region}`))).toEqual([]);
    const ready = newGoal('task', { goalId: 'g', therapistId: 't', today: '2026-08-03' }).what;
    expect(whatSaid(say, codeOfWords(ready))).toBe(say('what.reach-the-top-shelf'));
    expect(whatSaid(say, 'feed-the-cat'), 'in the words of whoever set it').toBe('feed the cat');
  },
);

describe('speech', () => {
  test('fills in what a text has places for, and a value is never read as a place', () => {
    const { say } = speechIn('en');
    expect(say('journal.title', { clinic: '{day}', day: '27 November' })).toBe(
      '{day} · your journal until 27 November',
    );
    expect(speechIn('es').say('journal.title', { clinic: 'Harbour', day: '27 de noviembre' })).toBe(
      'Harbour · su diario hasta el 27 de noviembre',
    );
  });

  test('tells days as people say them', () => {
    expect(speechIn('en').day('2026-11-27')).toBe('27 November');
    expect(speechIn('es').day('2026-11-27')).toBe('27 de noviembre');
    expect(speechIn('es').shortDay('2026-11-27')).toBe('27 nov');
  });
});

describe('the language for somebody', () => {
  test.each([
    ['es', undefined, undefined, 'es'],
    ['en', 'es', 'es', 'en'],
    ['xx', 'es-MX,es;q=0.9,en;q=0.8', undefined, 'es'],
    [undefined, 'de-DE,de;q=0.9,es;q=0.5,en;q=0.4', undefined, 'es'],
    [undefined, 'en;q=0.4, ES-419;q=0.5', undefined, 'es'],
    [undefined, 'de, es;q=0', 'es', 'es'],
    [undefined, 'de, es;q=0', undefined, 'en'],
    [undefined, '*', 'es', 'es'],
    [undefined, undefined, undefined, 'en'],
    ['__proto__', ';;q=,,q', 'constructor', 'en'],
  ])('asked %s, accepted %s, clinic %s: %s', (asked, accepted, clinics, language) => {
    expect(languageFor(asked, accepted, clinics)).toBe(language);
  });
});
