import type { Decision, Mapping } from '../mapping/mapping.ts';
import { nearestCode } from '../mapping/nearest-code.ts';
import { ownTechniqueMeaning } from '../mapping/own-technique-name.ts';
import { codeOfTradeName } from '../mapping/vocabulary.ts';
import { type OwnTechnique, spellTechnique } from '../records/own-technique.ts';

const SHOWN = 12;

/** The technique of the clinic's own that a word names, where the clinic lists it. */
function listedTechnique(word: string, own: readonly OwnTechnique[]): string | undefined {
  const meaning = ownTechniqueMeaning(word);
  const isListed = own.some(({ code }) => spellTechnique({ technique: 'other', own: code }) === meaning);
  return isListed ? meaning : undefined;
}

/** That the clinic may tell such techniques apart, and how that is said. */
function ownChoice(vocabulary: string, others: readonly string[]): string {
  const [example] = others.flatMap((word) => ownTechniqueMeaning(word) ?? []);
  if (vocabulary !== 'technique' || example === undefined) return '';
  return `; to tell one apart as a technique of the clinic's own, let it mean "${example}"`;
}

/**
 * What the words of one vocabulary mean: those of which the trade's names say it.
 *
 * @param own techniques that the clinic lists: what the catalogue lacks and is called as one of them is it
 */
export function decideWords(
  vocabulary: 'technique' | 'complaint',
  words: readonly string[],
  own: readonly OwnTechnique[] = [],
): { meanings: NonNullable<Mapping['vocabularies']>[string]; decisions: Decision[] } {
  const meanings: Record<string, string> = {};
  const unknown: string[] = [];
  for (const word of words) {
    const known = codeOfTradeName(vocabulary, word);
    const isOutside = vocabulary === 'technique' && (known ?? 'other') === 'other';
    const code = (isOutside ? listedTechnique(word, own) : undefined) ?? known;
    if (code === undefined) unknown.push(word);
    else meanings[word] = code;
  }
  const decisions: Decision[] = [];
  const others = Object.keys(meanings).filter(
    (word) => meanings[word] === 'other' && word.toLowerCase() !== 'other',
  );
  if (others.length > 0)
    decisions.push({
      about: vocabulary,
      sure: 'unsure',
      why: `has no code of its own and would count as other: ${others.slice(0, SHOWN).join(', ')}${ownChoice(vocabulary, others)}`,
    });
  if (unknown.length > 0) {
    const suggested = unknown.slice(0, SHOWN).map((word) => {
      const near = nearestCode(vocabulary, word);
      return near === undefined ? word : `${word} (nearest: ${near})`;
    });
    decisions.push({
      about: vocabulary,
      sure: 'undecided',
      why: `what these mean is not known: ${suggested.join(', ')}`,
    });
  }
  return { meanings, decisions };
}
