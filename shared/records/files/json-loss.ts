import { pathText, type Refusal } from '../refusal.ts';
import { isExact } from '../values/exact-number.ts';

/** What a JSON text says outside its strings: how many fields all its objects have together, and whether a number would lose digits. */
export type FieldsAndNumbers = { fields: number; inexactNumber: boolean };

/**
 * JSON.parse drops two things without a word: of a field that is given twice all but the last, and the
 * digits of a number that a double cannot hold. Both are found here, by comparing the text with what was
 * made of it.
 *
 * @param text valid JSON
 * @param parsed what JSON.parse made of the text; not deeper than a valid record
 * @param said what was found in the text, by whoever has looked already
 */
export function jsonLoss(
  text: string,
  parsed: unknown,
  said: FieldsAndNumbers = fieldsAndNumbers(text),
): Refusal | undefined {
  if (said.inexactNumber) {
    return {
      code: 'inexact-number',
      path: '',
      message: 'expected numbers of at most 15 digits; numbers are never rounded',
    };
  }
  if (said.fields === countFields(parsed)) return undefined;
  const path = repeatedField(text);
  return {
    code: 'repeated-field',
    path,
    message: 'expected every field once; this one is given more than once',
  };
}

const QUOTE = 34;
const BACKSLASH = 92;
const COLON = 58;

/** One pass over any text, JSON or not, outside strings: a colon there is a field, a digit or a minus begins a number. */
export function fieldsAndNumbers(text: string): FieldsAndNumbers {
  let fields = 0;
  let inexactNumber = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) at = endOfString(text, at);
    else if (char === COLON) fields += 1;
    else if ((char >= 48 && char <= 57) || char === 45) {
      const start = at;
      while (isPartOfNumber(text.charCodeAt(at + 1))) at += 1;
      if (at > start && !isExact(text.slice(start, at + 1))) inexactNumber = true;
    }
  }
  return { fields, inexactNumber };
}

/** The index of the quote that ends the string which begins at `start`; the end of the text where none does. */
export function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && text.charCodeAt(end - 1) === BACKSLASH && isEscaped(text, end))
    end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function isEscaped(text: string, at: number): boolean {
  let start = at;
  while (text.charCodeAt(start - 1) === BACKSLASH) start -= 1;
  return (at - start) % 2 === 1;
}

/** Digits, point, exponent and their signs. NaN, the code after the end, is none of them. */
function isPartOfNumber(char: number): boolean {
  return (
    (char >= 48 && char <= 57) || char === 46 || char === 43 || char === 45 || char === 101 || char === 69
  );
}

function countFields(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const entry of value) count += countFields(entry);
    return count;
  }
  for (const entry of Object.values(value)) count += 1 + countFields(entry);
  return count;
}

/** The name of the first field that an object has twice, as it is written. */
function repeatedField(text: string): string {
  const names: Set<string>[] = [];
  for (const [token, string] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[{}]/g)) {
    if (token === '{') names.push(new Set());
    else if (token === '}') names.pop();
    else if (string !== undefined) {
      const name = JSON.parse(string) as string;
      if (names.at(-1)?.has(name)) return pathText([name]);
      names.at(-1)?.add(name);
    }
  }
  return '';
}
