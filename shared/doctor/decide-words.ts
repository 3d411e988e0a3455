import type { Decision, Mapping } from '../mapping/mapping.ts';
import { nearestCode } from '../mapping/nearest-code.ts';
import { codeOfTradeName } from '../mapping/vocabulary.ts';

const SHOWN = 12;

/** What the words of one vocabulary mean: those of which the trade's names say it. */
export function decideWords(
  vocabulary: 'technique' | 'complaint',
  words: readonly string[],
): { meanings: NonNullable<Mapping['vocabularies']>[string]; decisions: Decision[] } {
  const meanings: Record<string, string> = {};
  const unknown: string[] = [];
  for (const word of words) {
    const code = codeOfTradeName(vocabulary, word);
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
      why: `has no code of its own and would count as other: ${others.slice(0, SHOWN).join(', ')}`,
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
