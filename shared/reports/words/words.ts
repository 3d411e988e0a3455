import { COMPLAINTS, PHASES, TECHNIQUES } from '../../records/catalogue.ts';

const CODES = [...TECHNIQUES, ...COMPLAINTS, ...PHASES].filter((code) => code.includes('-'));
// Longest first, so that no code is taken for the beginning of another; whole codes only.
const ANY_CODE = new RegExp(
  `(?<![\\w-])(?:${CODES.toSorted((a, b) => b.length - a.length).join('|')})(?![\\w-])`,
  'g',
);

/** A text with codes in words: `deep-tissue` becomes `deep tissue`, `post-treatment` stays. */
export function inWords(text: string): string {
  return text.replace(ANY_CODE, (code) => code.replaceAll(/(?<!^post)-/g, ' '));
}

/** A technique in the middle of a sentence: `deep tissue`; "other" could be read as "all the others". */
export function techniqueInWords(technique: string): string {
  return technique === 'other' ? 'techniques outside the catalogue' : inWords(technique);
}

/** A technique as a label: `Deep tissue`. */
export function techniqueLabel(technique: string): string {
  return technique === 'other' ? 'Outside the catalogue' : labelOf(technique);
}

/** A code of the catalogue as a label: `Deep tissue`. */
export function labelOf(code: string): string {
  return capitalised(inWords(code));
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
