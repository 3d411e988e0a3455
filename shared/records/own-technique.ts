import * as z from 'zod';

/** Characters of the longest code of a technique of a clinic's own, and of the longest name. */
export const LONGEST_OWN_CODE = 40;
export const LONGEST_OWN_NAME = 40;
/** How many of them a clinic may list. */
export const MOST_OWN_TECHNIQUES = 30;
const CODE = /^[a-z0-9]+(-[a-z0-9]+)*$/;

const describeOwn = `expected the code of a technique of the clinic's own, in kebab-case of at most ${LONGEST_OWN_CODE} characters, such as "hot-stone"`;

/**
 * Which technique outside the catalogue it was, in the clinic's own word. It stands beside `other`, as which it counts
 * everywhere that several clinics are looked at.
 */
export const ownTechnique = z
  .string({ error: describeOwn })
  .max(LONGEST_OWN_CODE, describeOwn)
  .regex(CODE, describeOwn);

/** Letters that no accent tells from those of a code. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/**
 * The code of a technique that a clinic calls so: `Hot stone` is `hot-stone`. A letter that has no likeness among those of
 * a code is written as its number, so that a name in any script has a code, the same each time.
 *
 * @returns empty where nothing of the name is a letter or a digit
 */
export function ownTechniqueCode(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/gu, (character) => PLAIN[character] ?? numberOf(character))
    .replaceAll(/-+/g, '-')
    .replace(/^-/, '')
    .slice(0, LONGEST_OWN_CODE)
    .replace(/-$/, '');
}

function numberOf(character: string): string {
  return /[\p{L}\p{N}]/u.test(character) ? `u${character.codePointAt(0)!.toString(36)}` : '-';
}

const SPELLED = /^other=([^=]+)$/;

/** A code of the catalogue as a vocabulary or a CSV cell spells it, with the clinic's own where it says one: `other=hot-stone`. */
export function spelledTechnique(text: string): { technique: string; own?: string } {
  const own = SPELLED.exec(text)?.[1];
  return own === undefined ? { technique: text } : { technique: 'other', own };
}

/** The same as a text. */
export const spellTechnique = ({
  technique,
  own,
}: {
  technique: string;
  own?: string | undefined;
}): string => (own === undefined ? technique : `${technique}=${own}`);

/** A technique outside the catalogue, as a clinic calls it. */
export type OwnTechnique = { code: string; name: string };

/** The techniques of a clinic's own, each with its code. @param names as its settings list them */
export const ownTechniques = (names: readonly string[] = []): OwnTechnique[] =>
  names.map((name) => ({ code: ownTechniqueCode(name), name }));
