/**
 * The beginning of some bytes, and all of them again.
 *
 * @param isEnough asked after every piece, with how many bytes there are by then
 */
export async function peeked(
  bytes: AsyncIterable<Uint8Array>,
  isEnough: (length: number, piece: Uint8Array) => boolean,
): Promise<{ head: Uint8Array; isWhole: boolean; all: AsyncIterable<Uint8Array> }> {
  const rest = bytes[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  for (;;) {
    const next = await rest.next();
    if (next.done) {
      isWhole = true;
      break;
    }
    pieces.push(next.value);
    length += next.value.length;
    if (isEnough(length, next.value)) break;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    try {
      yield* pieces;
      while (!isWhole) {
        const next = await rest.next();
        if (next.done) return;
        yield next.value;
      }
    } finally {
      await rest.return?.();
    }
  }
  return { head: Buffer.concat(pieces), isWhole, all: all() };
}
