import { TECHNIQUES } from '../records/catalogue.ts';
import {
  LONGEST_OWN_NAME,
  type OwnTechnique,
  ownTechniqueCode,
  spelledTechnique,
  spellTechnique,
} from '../records/own-technique.ts';
import { withInvisible } from '../records/values/invisible.ts';
import { LONGEST_PHRASE } from './longest-phrase.ts';
import type { Mapping } from './mapping.ts';
import { withoutDuration } from './vocabulary.ts';

/**
 * What a clinic would call the technique that a word of its file names, as its list of own techniques takes it:
 * `60 min Hot Stone Massage` is `Hot Stone`.
 *
 * @returns undefined where nothing is left that could be a name, or what is left is a technique of the catalogue
 */
export function ownTechniqueName(word: string): string | undefined {
  if (word.length > LONGEST_PHRASE || withInvisible(word) !== word) return undefined;
  const bare = withoutDuration(word).replaceAll(',', ' ').replaceAll(/\s+/g, ' ');
  const name = [...bare.replaceAll(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')]
    .slice(0, LONGEST_OWN_NAME)
    .join('')
    .trim();
  const code = ownTechniqueCode(name);
  return code === '' || (TECHNIQUES as readonly string[]).includes(code) ? undefined : name;
}

/** The meaning of such a word where it is a technique of the clinic's own: `other=hot-stone`. */
export function ownTechniqueMeaning(word: string): string | undefined {
  const name = ownTechniqueName(word);
  return name === undefined ? undefined : spellTechnique({ technique: 'other', own: ownTechniqueCode(name) });
}

/** The techniques of the clinic's own that a mapping names, as the words of the file call them; each code once. */
export function ownTechniquesIn({ vocabularies }: Pick<Mapping, 'vocabularies'>): OwnTechnique[] {
  const named = Object.entries(vocabularies?.['technique'] ?? {}).flatMap(([word, meaning]) => {
    const { own } = spelledTechnique(meaning);
    if (own === undefined) return [];
    const name = ownTechniqueName(word);
    return [[own, name !== undefined && ownTechniqueCode(name) === own ? name : own] as const];
  });
  return [...new Map(named.toReversed())].map(([code, name]) => ({ code, name })).toReversed();
}
