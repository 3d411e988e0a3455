import { openedText, sealedText } from './sealed-text.ts';

/** Initials or a nickname; longer ones are names. */
export const LONGEST_LABEL = 24;
/** UTF-8 has four bytes at most for a character: sealed, every label is as long as every other. */
const SEALED_BYTES = 4 * LONGEST_LABEL;
const PADDING = '\0';

/** Whose label it is: a client of a clinic, by pseudonym. */
type Labelled = { clinicId: string; client: string };

/**
 * Control and format characters, what turns the direction of writing, fillers and other characters that show nothing:
 * by them two labels could look the same, or one hide what stands beside it. A plain space is the only space.
 */
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/u;
/** Something that is seen by itself. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * The label that somebody has typed, in one spelling (NFC), or what is wrong with it.
 *
 * @example checkedLabel(' Mrs S ') // { label: 'Mrs S' }
 */
export function checkedLabel(typed: string): { label: string } | { problem: string } {
  const label = typed.normalize('NFC').replace(/^ +| +$/g, '');
  if (label === '') return { problem: 'expected initials or a nickname; to have none, remove it' };
  if (UNSEEN.test(label) || !SEEN.test(label)) {
    return {
      problem: 'expected letters, digits, signs and plain spaces; it has characters that nobody sees',
    };
  }
  const characters = [...label].length;
  if (characters > LONGEST_LABEL) {
    return { problem: `expected at most ${LONGEST_LABEL} characters; these are ${characters}` };
  }
  return { label };
}

/**
 * A label as it is kept, base64url: it opens as that of this client of this clinic only, and its length tells nothing.
 *
 * @param key the clinic's label key
 * @throws RangeError for a label that `checkedLabel` refuses as too long
 */
export function sealLabel(key: Uint8Array, whose: Labelled, label: string): string {
  const bytes = Buffer.byteLength(label, 'utf8');
  if (bytes > SEALED_BYTES) throw new RangeError('the label is too long');
  const padded = label + PADDING.repeat(SEALED_BYTES - bytes);
  return Buffer.from(sealedText(key, padded, boundTo(whose))).toString('base64url');
}

/** The label that was sealed; undefined for one of another client or clinic, or that was changed. */
export function openLabel(key: Uint8Array, whose: Labelled, sealed: string): string | undefined {
  try {
    return openedText(key, Buffer.from(sealed, 'base64url'), boundTo(whose)).replaceAll(PADDING, '');
  } catch {
    return undefined;
  }
}

const boundTo = ({ clinicId, client }: Labelled) => `client label ${JSON.stringify([clinicId, client])}`;
