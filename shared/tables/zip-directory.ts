const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LONGEST_COMMENT = 0xffff;
/** Stands for a size that is told elsewhere, of files beyond four gigabytes. */
const TOLD_ELSEWHERE = 0xffffffff;
const COUNTED_ELSEWHERE = 0xffff;
/** Bit 3 of the flags. */
const SIZE_BEHIND = 8;

/**
 * An entry of an archive: how many bytes it has packed, and unpacked, or Infinity where the directory does not say so; its method
 * (0 stored, 8 deflated), and where in the archive its own header stands.
 */
export type ZipEntry = { name: string; unpacked: number; packed: number; method: number; headerAt: number };

/**
 * What a zip archive says of its entries (PKWARE APPNOTE 6.3.10, 4.3.12 and 4.3.16), without unpacking any: a megabyte can
 * hold gigabytes. An unpacker that stops where an entry becomes longer than it says makes the sizes a bound.
 *
 * @returns undefined where the bytes are no archive, or one whose directory lies elsewhere, as of archives beyond four gigabytes
 */
export function zipDirectory(bytes: Uint8Array): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === undefined) return undefined;
  const entries = view.getUint16(end + 10, true);
  const size = view.getUint32(end + 12, true);
  let at = view.getUint32(end + 16, true);
  // One of these is enough for an unpacker to go by another directory, whose entries are not those that are seen here.
  if (entries === COUNTED_ELSEWHERE || size === TOLD_ELSEWHERE || at === TOLD_ELSEWHERE) return undefined;
  const found: ZipEntry[] = [];
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + ENTRY_BYTES > bytes.length || view.getUint32(at, true) !== DIRECTORY_ENTRY) return undefined;
    const flags = view.getUint16(at + 8, true);
    const method = view.getUint16(at + 10, true);
    const packed = view.getUint32(at + 20, true);
    const unpacked = view.getUint32(at + 24, true);
    const headerAt = view.getUint32(at + 42, true);
    const isElsewhere = [packed, unpacked, headerAt].includes(TOLD_ELSEWHERE);
    // Of an entry without a size an unpacker looks for it behind the data.
    const isSaid = packed === 0 ? (flags & SIZE_BEHIND) === 0 : unpacked > 0 || packed <= EMPTY_BYTES;
    const nameEnd = at + ENTRY_BYTES + view.getUint16(at + 28, true);
    found.push({
      name: Buffer.from(bytes.subarray(at + ENTRY_BYTES, nameEnd)).toString('utf8'),
      unpacked:
        isElsewhere || !isSaid ? Number.POSITIVE_INFINITY : Math.max(unpacked, method === 0 ? packed : 0),
      ...{ packed, method, headerAt },
    });
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return found;
}

/** Nothing, deflated, has two bytes. */
const EMPTY_BYTES = 2;

const LOCAL_HEADER = 0x04034b50;
const HEADER_BYTES = 30;

/** The packed bytes of an entry. @returns undefined where its own header is not where the directory has it */
export function packedBytes(bytes: Uint8Array, { headerAt, packed }: ZipEntry): Uint8Array | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (headerAt + HEADER_BYTES > bytes.length || view.getUint32(headerAt, true) !== LOCAL_HEADER)
    return undefined;
  const start =
    headerAt + HEADER_BYTES + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  return start + packed <= bytes.length ? bytes.subarray(start, start + packed) : undefined;
}

function endOfDirectory(view: DataView): number | undefined {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at -= 1)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  return undefined;
}
