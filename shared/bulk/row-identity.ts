import { CONTENT, ROW, type RowMemory } from './packed-row.ts';

/** Where the id of a row's client begins; its length is in the row. */
export function clientPlace({ u16 }: RowMemory, row: number): number {
  return row + u16[(row + CONTENT.texts) >> 1]!;
}

/** Where the id of a row's record begins. */
export function idPlace(memory: RowMemory, row: number): number {
  return clientPlace(memory, row) + memory.bytes[row + ROW.clientLength]!;
}

export function clientHash({ u32 }: RowMemory, row: number): number {
  return u32[(row + ROW.clientHash) >> 2]!;
}

export function isSameClient(memory: RowMemory, a: number, b: number): boolean {
  if (clientHash(memory, a) !== clientHash(memory, b)) return false;
  const { bytes } = memory;
  const length = bytes[a + ROW.clientLength]!;
  return (
    length === bytes[b + ROW.clientLength] &&
    areSame(bytes, clientPlace(memory, a), clientPlace(memory, b), length)
  );
}

/** A hash of client, type and id. */
export function recordHash({ bytes, u32 }: RowMemory, row: number): number {
  return (
    (u32[(row + ROW.clientHash) >> 2]! ^
      Math.imul(u32[(row + ROW.idHash) >> 2]! + bytes[row + ROW.type]!, 31)) >>>
    0
  );
}

/** Whether two rows are versions of one record: of one client, of one type, with one id. */
export function isSameRecord(memory: RowMemory, a: number, b: number): boolean {
  const { bytes, u32 } = memory;
  if (
    u32[(a + ROW.idHash) >> 2] !== u32[(b + ROW.idHash) >> 2] ||
    bytes[a + ROW.type] !== bytes[b + ROW.type]
  )
    return false;
  const length = bytes[a + ROW.idLength]!;
  return (
    length === bytes[b + ROW.idLength] &&
    areSame(bytes, idPlace(memory, a), idPlace(memory, b), length) &&
    isSameClient(memory, a, b)
  );
}

function areSame(bytes: Uint8Array, a: number, b: number, length: number): boolean {
  for (let at = 0; at < length; at += 1) if (bytes[a + at] !== bytes[b + at]) return false;
  return true;
}

/** Less than 0 when a's id comes first, by code unit as everywhere. */
export function compareIds(memory: RowMemory, a: number, b: number): number {
  const { bytes } = memory;
  const [startA, startB] = [idPlace(memory, a), idPlace(memory, b)];
  const [lengthA, lengthB] = [bytes[a + ROW.idLength]!, bytes[b + ROW.idLength]!];
  for (let at = 0; at < lengthA && at < lengthB; at += 1) {
    const difference = bytes[startA + at]! - bytes[startB + at]!;
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}

/** ASCII bytes as a text. */
export function textAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode.apply(null, bytes.subarray(start, start + length) as unknown as number[]);
}

export function idText(memory: RowMemory, row: number): string {
  return textAt(memory.bytes, idPlace(memory, row), memory.bytes[row + ROW.idLength]!);
}

export function clientText(memory: RowMemory, row: number): string {
  return textAt(memory.bytes, clientPlace(memory, row), memory.bytes[row + ROW.clientLength]!);
}
