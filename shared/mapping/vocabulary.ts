import { COMPLAINTS, RECALL_WINDOWS, REFERRALS, TECHNIQUES } from '../records/catalogue.ts';
import { complaintInText } from '../records/icd-10.ts';
import { ownTechnique, spelledTechnique } from '../records/own-technique.ts';
import { LONGEST_PHRASE } from './longest-phrase.ts';
import { TRADE_NAMES, type VocabularyName } from './trade-names.ts';
import { TRADE_NAMES_ABROAD } from './trade-names-abroad.ts';
import { TRADE_NAMES_FURTHER } from './trade-names-further.ts';
import { withoutAccents } from './without-accents.ts';

const DURATION = /\b\d+(?:\.\d+)?\s*-?\s*(?:minutes?|mins?|min|m|hours?|hrs?|hr|h)\b/g;
/** Minutes that nobody has called minutes: `Deep Tissue 60`. */
const BARE_MINUTES = /\b(?:15|20|25|30|40|45|50|55|60|70|75|80|90|100|105|110|120|150|180)\b/g;
/** What names of services carry around the technique: `60 min Deep Tissue Massage (new client)`. */
const AROUND =
  /\b(?:massage|massages|session|treatment|appointment|visit|therapy session|bodywork|initial|follow ?up|new (?:client|patient)|returning (?:client|patient)|massagen|massageeinheit|behandlung|sitzung|masaje|masajes|sesion|tratamiento|massagem|sessao|tratamento|massaggio|massaggi|sessione|trattamento|seance|behandeling|masaz|masazu|massasje|zabieg)\b/g;
/** The same in scripts of which `\b` knows no letters. */
const AROUND_ELSEWHERE = new RegExp(
  `(?<!\\p{L})(?:массаж|массажа|сеанс)(?!\\p{L})|${withoutAccents('マッサージ')}`,
  'gu',
);

/** A name of the trade without what does not tell it from others: capitals, accents, hyphens, minutes, the word massage. */
export function wordKey(text: string): string {
  if (text.length > LONGEST_PHRASE) return text;
  const key = withoutAccents(text)
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/\(.*?\)/g, ' ')
    .replaceAll(DURATION, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  return (
    key
      .replaceAll(BARE_MINUTES, ' ')
      .replaceAll(AROUND, ' ')
      .replaceAll(AROUND_ELSEWHERE, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim() || key
  );
}

/** A name of the trade as it is written, without its minutes and what stands around the technique. */
export function withoutDuration(text: string): string {
  const bare = [DURATION, BARE_MINUTES, AROUND].reduce(
    (rest, pattern) => rest.replaceAll(new RegExp(pattern, 'gi'), ' '),
    text.replaceAll(/\(.*?\)/g, ' '),
  );
  return bare.trim() === '' ? text : bare;
}

/** The codes that a field can have; undefined where the clinic chooses them. */
export const CODES: Readonly<Record<string, readonly string[]>> = {
  technique: TECHNIQUES,
  complaint: COMPLAINTS,
  referral: REFERRALS,
  window: RECALL_WINDOWS,
};

const NONE: ReadonlyMap<string, string> = new Map();
const KNOWN: Readonly<Record<VocabularyName, ReadonlyMap<string, string>>> = {
  technique: byName('technique'),
  complaint: byName('complaint'),
};

function byName(vocabulary: VocabularyName): Map<string, string> {
  const abroad = [TRADE_NAMES_FURTHER, TRADE_NAMES_ABROAD]
    .flatMap((names) => Object.entries(names[vocabulary]))
    .map(([code, names]) => [code, names.split('|').map(withoutAccents)] as const);
  // What English calls it comes last, and so first.
  const named = [...abroad, ...Object.entries(TRADE_NAMES[vocabulary])];
  return new Map(named.flatMap(([code, names]) => names.map((name) => [name, code] as const)));
}

/** The names of the trade that are known for a vocabulary, each with its code; none of a vocabulary of other things. */
export const tradeNames = (vocabulary: string): ReadonlyMap<string, string> =>
  Object.hasOwn(KNOWN, vocabulary) ? KNOWN[vocabulary as VocabularyName] : NONE;

/**
 * The code that a name of the trade stands for; `other` for one that is known and has no code of its own. A technique of the
 * clinic's own is known where it is spelled as one: `other=hot-stone`.
 */
export function codeOfTradeName(vocabulary: string, text: string): string | undefined {
  if (vocabulary === 'technique' && isOwnSpelled(text.trim())) return text.trim();
  const codes = CODES[vocabulary];
  const asCode = text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  if (codes?.includes(asCode)) return asCode;
  const icd10 = vocabulary === 'complaint' ? complaintInText(text) : undefined;
  return icd10 ?? tradeNames(vocabulary).get(wordKey(text));
}

const isOwnSpelled = (text: string) => ownTechnique.safeParse(spelledTechnique(text).own).success;

/** Looks words up as one mapping means them. */
export class Vocabulary {
  readonly #own: ReadonlyMap<string, string>;
  readonly #byKey: ReadonlyMap<string, string>;
  readonly #name: string;

  /** @param own what the mapping says of this vocabulary: it comes first */
  constructor(name: string, own: Readonly<Record<string, string>> = {}) {
    this.#name = name;
    this.#own = new Map(Object.entries(own).map(([word, code]) => [word.trim().toLowerCase(), code]));
    this.#byKey = new Map(Object.entries(own).map(([word, code]) => [wordKey(word), code]));
  }

  /** @returns undefined for a word of which nobody has said what it means, `other` not being said by us */
  codeOf(text: string): string | undefined {
    const said = this.#own.get(text.trim().toLowerCase()) ?? this.#byKey.get(wordKey(text));
    if (said !== undefined) return said;
    const known = codeOfTradeName(this.#name, text);
    return known === 'other' && text.trim().toLowerCase() !== 'other' ? undefined : known;
  }
}
