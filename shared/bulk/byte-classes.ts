/** Which texts a byte may be part of; a byte outside ASCII is part of none. */
export const ID_START = 1;
export const ID_PART = 2;
export const CLINIC_PART = 4;
export const CODE_PART = 8;

export const QUOTE = 34;
export const MINUS = 45;
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;

/** Bit mask of the classes above for each byte, after the patterns in records/fields.ts. */
export const CLASSES: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) => {
  const char = byte < 128 ? String.fromCharCode(byte) : '';
  const mask = (pattern: RegExp, bit: number) => (pattern.test(char) ? bit : 0);
  return (
    mask(/[A-Za-z0-9]/, ID_START) |
    mask(/[A-Za-z0-9._:-]/, ID_PART) |
    mask(/[A-Za-z0-9._-]/, CLINIC_PART) |
    mask(/[a-z0-9-]/, CODE_PART)
  );
});

/** Start and step of a byte-wise hash (FNV-1a). */
export const HASH_START = 0x811c9dc5;

export function hashStep(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193);
}

/** Spreads the bits of a hash, so that its low and its high ones are equally good (murmur3's finish). */
export function hashEnd(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
