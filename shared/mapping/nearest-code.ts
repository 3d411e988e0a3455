import { editDistance } from '../records/near-code.ts';
import { LONGEST_PHRASE } from './longest-phrase.ts';
import { CODES, tradeNames, wordKey } from './vocabulary.ts';

const FAR = 0.45;
/** Of shorter words nearly all are near to some abbreviation. */
const FEWEST_LETTERS = 5;

/** Words that say less than the code that is likeliest meant: they are suggested, and never taken for it. */
const BROADER: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  complaint: new Map(
    'back|back pain|ruckenschmerzen|ruckenschmerz|rucken|dolor de espalda|espalda|dor nas costas|costas|mal de dos|dos|mal di schiena|schiena|rugpijn|rug'
      .split('|')
      .map((word) => [word, 'chronic-low-back-pain']),
  ),
};

/** The code whose name is nearest to a word, for a person to decide on; undefined where none is near. */
export function nearestCode(vocabulary: string, text: string): string | undefined {
  if (text.length > LONGEST_PHRASE) return undefined;
  const key = wordKey(text);
  const broader = Object.hasOwn(BROADER, vocabulary) ? BROADER[vocabulary]!.get(key) : undefined;
  if (broader !== undefined) return broader;
  const words = new Set(key.split(' '));
  let best: string | undefined;
  let least = FAR;
  for (const [name, code] of namesOf(vocabulary)) {
    const parts = name.split(' ');
    // All words of a known name within a longer one: "therapeutic deep tissue".
    const distance = parts.every((part) => words.has(part))
      ? 0.1 / parts.length
      : key.length < FEWEST_LETTERS
        ? 1
        : editDistance(key, name) / Math.max(key.length, name.length);
    if (distance < least) [best, least] = [code, distance];
  }
  return best;
}

function namesOf(vocabulary: string): [name: string, code: string][] {
  const codes = (CODES[vocabulary] ?? []).map((code): [string, string] => [code.replaceAll('-', ' '), code]);
  return [...codes, ...tradeNames(vocabulary)];
}
