import { isUtf8 } from 'node:buffer';
import { withLineFeeds } from '../records/files/carriage-returns.ts';
import { legacyEncoding } from './legacy-encoding.ts';
import type { Encoding } from './table.ts';

/** The longest beginning of a character that UTF-8 can leave unfinished at the end of a piece. */
const UNFINISHED_BYTES = 3;

/**
 * The encoding of a text by its beginning: by its byte order mark; as UTF-16 where every other byte is zero; as UTF-8
 * where it is valid; else as legacy-encoding.ts tells.
 *
 * @param isWhole whether the beginning is all there is
 */
export function sniffEncoding(head: Uint8Array, isWhole: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const looked = Math.min(head.length, 4096);
  for (let index = 0; index < looked; index += 1) if (head[index] === 0) zeros[index % 2]! += 1;
  if (zeros[1]! > looked / 4 && zeros[0]! < looked / 50) return 'utf-16le';
  if (zeros[0]! > looked / 4 && zeros[1]! < looked / 50) return 'utf-16be';
  if (isUtf8(head)) return 'utf-8';
  const ends = isWhole ? [] : Array.from({ length: UNFINISHED_BYTES }, (_, index) => head.length - 1 - index);
  return ends.some((end) => end > 0 && isUtf8(head.subarray(0, end))) ? 'utf-8' : legacyEncoding(head);
}

/** The same text as UTF-8, with line feeds at the ends of its lines where they were carriage returns. */
export function asUtf8(
  bytes: AsyncIterable<Uint8Array>,
  encoding: Encoding,
  lineEnds: 'lf' | 'cr',
): AsyncIterable<Uint8Array> {
  const text = encoding === 'utf-8' ? bytes : decoded(bytes, encoding);
  return lineEnds === 'cr' ? withLineFeeds(text) : text;
}

async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true });
    if (text !== '') yield Buffer.from(text, 'utf8');
  }
  const rest = decoder.decode();
  if (rest !== '') yield Buffer.from(rest, 'utf8');
}
