import { isUtf8 } from 'node:buffer';

/** A longer line is skipped, so that a file without line ends cannot fill the memory. */
export const LONGEST_LINE_BYTES = 256 * 1024;

const LINE_FEED = 10;
const BYTE_ORDER_MARK = 0xfeff;

/** One line of a file with its line end; `raw` is absent when the line is too long to be kept. */
export type Line = { line: number; endByte: number; raw: Buffer | undefined };

/**
 * Splits a file into lines, as many at a time as a chunk completes. Holds one chunk and at most
 * LONGEST_LINE_BYTES of an unfinished line.
 *
 * @param from the line and byte that have been read already, when the bytes are the rest of a file
 */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
  from: { line: number; byte: number } = { line: 0, byte: 0 },
): AsyncGenerator<Line[]> {
  let { line, byte: endByte } = from;
  let pieces: Buffer[] = [];
  let length = 0;

  const add = (piece: Buffer) => {
    length += piece.length;
    if (length > LONGEST_LINE_BYTES) pieces = [];
    else if (piece.length > 0) pieces.push(piece);
  };
  const finish = (): Line => {
    line += 1;
    endByte += length;
    const raw = pieces.length === 1 ? pieces[0] : Buffer.concat(pieces);
    const finished = { line, endByte, raw: length > LONGEST_LINE_BYTES ? undefined : raw };
    pieces = [];
    length = 0;
    return finished;
  };

  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let start = 0;
    for (let end = buffer.indexOf(LINE_FEED); end !== -1; end = buffer.indexOf(LINE_FEED, start)) {
      add(buffer.subarray(start, end + 1));
      lines.push(finish());
      start = end + 1;
    }
    add(buffer.subarray(start));
    if (lines.length > 0) yield lines;
  }
  if (length > 0) yield [finish()];
}

/**
 * The text of one or more whole lines without the last line end and, on the first line of a file, without
 * the byte order mark. Undefined when the bytes are not UTF-8: they are never replaced.
 */
export function textOf(raw: Buffer, line: number): string | undefined {
  if (!isUtf8(raw)) return undefined;
  const text = raw.toString('utf8');
  const start = line === 1 && text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  let end = text.length;
  if (text[end - 1] === '\n') end -= 1;
  if (text[end - 1] === '\r') end -= 1;
  return text.slice(start, Math.max(start, end));
}
