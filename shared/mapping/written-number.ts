import { LONGEST_PHRASE } from './longest-phrase.ts';
import { problem, type Read } from './read-value.ts';

const NUMBER = /^-?(0|[1-9]\d*)(\.\d+)?$/;
const WITH_COMMA = /^-?(0|[1-9]\d*),\d+$/;
const GROUPED = /^[+-]?\d{1,3}([ ,]\d{3})+(\.\d+)?$/;

/** A number as spreadsheets write it: `7.0` is 7. A decimal comma is read only where the mapping says that it is one. */
export function readNumber(text: string, decimalComma = false): Read<number> {
  const plain = decimalComma && WITH_COMMA.test(text) ? text.replace(',', '.') : text;
  if (NUMBER.test(plain)) {
    const value = Number(plain);
    return { value: value === 0 ? 0 : value };
  }
  if (WITH_COMMA.test(text))
    return problem(
      'wrong-type',
      'expected a number with a point; this one has a comma, say "decimalComma": true',
    );
  if (GROUPED.test(text)) return problem('wrong-type', 'expected a number without separators of thousands');
  return problem('wrong-type', 'expected a number in plain digits, such as 7 or 2.5');
}

const YES = new Set([
  'true',
  'yes',
  'y',
  '1',
  '1.0',
  'on',
  'checked',
  'x',
  'wahr',
  'ja',
  'vrai',
  'oui',
  'sí',
  'si',
  'verdadero',
  'sim',
  'tak',
  'да',
]);
const NO = new Set([
  'false',
  'no',
  'n',
  '0',
  '0.0',
  'off',
  'unchecked',
  'falsch',
  'nein',
  'faux',
  'non',
  'falso',
  'não',
  'nao',
  'nee',
  'nie',
  'нет',
]);

/** Yes or no, as spreadsheets and forms save them. */
export function readYesNo(text: string): Read<boolean> {
  const word = text.toLowerCase();
  if (YES.has(word)) return { value: true };
  if (NO.has(word)) return { value: false };
  return problem('wrong-type', 'expected yes or no: true, false, yes, no, 1, 0, checked or unchecked');
}

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const HOURS_AND_MINUTES =
  /^(?:(\d+(?:\.\d+)?)\s*(?:h|hr|hrs|hour|hours)\b\.?)?\s*(?:(\d+(?:\.\d+)?)\s*(?:m|min|mins|minute|minutes)\b\.?)?$/i;
/** One length, and no end of a span (`60-90 min`) or part of another number (`1,5 h`). */
const WITHIN =
  /(?<![\d.,½¼¾]|\d[-–—/]|\d\d\s*(?:[-–—/]|to|or|bis)\s*)(\d+(?:\.\d+)?)\s*-?\s*(h|hr|hrs|hour|hours|m|min|mins|minute|minutes)\b/gi;

/** Minutes: `60`, `60 min`, `1 hr 30 min`, `1:30`. */
export function readMinutes(text: string): Read<number> {
  const number = readNumber(text);
  if ('value' in number) return number;
  const clock = CLOCK.exec(text);
  if (clock) return { value: Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3] ?? 0) / 60 };
  const words = text.length > LONGEST_PHRASE ? null : HOURS_AND_MINUTES.exec(text);
  if (words && (words[1] ?? words[2]) !== undefined)
    return { value: Number(words[1] ?? 0) * 60 + Number(words[2] ?? 0) };
  return problem('wrong-type', 'expected minutes, such as 60, "60 min" or 1:00');
}

/** The one duration within a text such as "Deep tissue 60 min"; of two nobody knows which. */
export function readMinutesWithin(text: string): Read<number> {
  const found = text.length > LONGEST_PHRASE ? [] : [...text.matchAll(WITHIN)];
  if (found.length === 1) {
    const [, number, unit] = found[0]!;
    return { value: Number(number) * (unit!.toLowerCase().startsWith('h') ? 60 : 1) };
  }
  const message = 'expected exactly one duration within the text, such as "60 min"';
  return problem(found.length === 0 ? 'missing-field' : 'inconsistent', message);
}

const AT_END = /[\s(:=-](\d{1,3})\s*['′]?\)?$/;

/** The minutes that stand with the name of one technique among several: `Deep tissue (40)`, `Swedish 20 min`; and the name. */
export function readMinutesWithName(text: string): { name: string; minutes: number } | undefined {
  if (text.length > LONGEST_PHRASE) return undefined;
  const [bare, within] = [AT_END.exec(text), readMinutesWithin(text)];
  const minutes = 'value' in within ? within.value : bare ? Number(bare[1]) : 0;
  const name = text
    .replaceAll(WITHIN, ' ')
    .replace(AT_END, ' ')
    .replace(/[(:=\s-]*\)?\s*$/, '');
  return minutes > 0 ? { name, minutes } : undefined;
}
