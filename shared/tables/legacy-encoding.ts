import type { Encoding } from './table.ts';

/** From this share of what is no ASCII on, a text is taken for one of another script. */
const MOSTLY = 0.6;
/** In every language that is written in Cyrillic, these are more than a fourth of all letters. */
const FEWEST_VOWELS = 0.25;
const LOOKED_BYTES = 65_536;

/**
 * The encoding of a text that is no UTF-8. windows-1252 takes any byte, and is what spreadsheets write in the West; by what its
 * bytes would spell, a text is told to be Cyrillic (windows-1251), Japanese (Shift_JIS) or Polish (windows-1250).
 *
 * @param head the beginning of the text; it may end within a character
 */
export function legacyEncoding(head: Uint8Array): Encoding {
  const bytes = head.subarray(0, LOOKED_BYTES);
  if (isJapanese(bytes)) return 'shift_jis';
  if (isCyrillic(bytes)) return 'windows-1251';
  return isCentralEuropean(bytes) ? 'windows-1250' : 'windows-1252';
}

/** Words of three letters and more that are all high bytes, and read in Cyrillic have the vowels of words. */
function isCyrillic(bytes: Uint8Array): boolean {
  const text = new TextDecoder('windows-1251').decode(bytes);
  const letters = text.match(/[А-яЁё]/g)?.length ?? 0;
  const others = beyondAscii(text);
  const inWords = (text.match(/[А-яЁё]{3,}/g) ?? []).reduce((sum, word) => sum + word.length, 0);
  const vowels = text.match(/[оеаиОЕАИ]/g)?.length ?? 0;
  return inWords > others * MOSTLY && vowels > letters * FEWEST_VOWELS;
}

/** Nearly all pairs of bytes spell kana and kanji, kana among them. In the West such pairs are a letter with an accent and its neighbour. */
function isJapanese(bytes: Uint8Array): boolean {
  const text = new TextDecoder('shift_jis').decode(bytes);
  const others = beyondAscii(text);
  const kana = text.match(/[\u3040-\u30ff]/gu)?.length ?? 0;
  const all = text.match(/[\u3000-\u30ff\u4e00-\u9fff\uff01-\uff9f]/gu)?.length ?? 0;
  // Lead bytes of kana and of frequent kanji are none of a Western letter.
  const leads = bytes.reduce((sum, byte) => sum + Number(byte >= 0x81 && byte <= 0x9f), 0);
  return kana > 0 && all > others * 0.9 && leads > (others * MOSTLY) / 2;
}

/** Between two letters stands what is no letter in the West: there ł is ³, ą is ¹ and ż is ¿. */
function isCentralEuropean(bytes: Uint8Array): boolean {
  return /\p{Ll}[³¹¿]\p{Ll}/u.test(new TextDecoder('windows-1252').decode(bytes));
}

const beyondAscii = (text: string) => text.match(/\P{ASCII}/gu)?.length ?? 0;
