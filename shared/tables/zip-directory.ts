const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LONGEST_COMMENT = 0xffff;
/** Stands for a size that is told elsewhere, of files beyond four gigabytes. */
const TOLD_ELSEWHERE = 0xffffffff;

/** An entry of an archive: how many bytes it has when it is unpacked, or Infinity where it does not say so. */
export type ZipEntry = { name: string; unpacked: number };

/**
 * What a zip archive says of its entries (PKWARE APPNOTE 6.3.10, 4.3.12 and 4.3.16), without unpacking any: a megabyte can
 * hold gigabytes. An unpacker that stops where an entry becomes longer than it says makes the sizes a bound.
 *
 * @returns undefined where the bytes are no archive
 */
export function zipDirectory(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === undefined) return undefined;
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const found: ZipEntry[] = [];
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return undefined;
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    const isSaid = unpacked !== TOLD_ELSEWHERE && (unpacked > 0 || packed <= EMPTY_BYTES);
    const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
    found.push({
      name: Buffer.from(bytes.subarray(at + ENTRY_BYTES, nameEnd)).toString('utf8'),
      unpacked: isSaid ? unpacked : Number.POSITIVE_INFINITY,
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

/** Nothing, deflated, has two bytes. */
const EMPTY_BYTES = 2;

function endOfDirectory(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return undefined;
}
