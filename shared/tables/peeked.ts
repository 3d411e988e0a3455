/** The beginning of some bytes, and all of them again. */
export async function peeked(
  bytes: AsyncIterable<Uint8Array>,
  most: number,
): Promise<{ head: Uint8Array; isWhole: boolean; all: AsyncIterable<Uint8Array> }> {
  const rest = bytes[Symbol.asyncIterator]();
  const pieces: Uint8Array[] = [];
  let length = 0;
  let isWhole = false;
  while (length < most) {
    const next = await rest.next();
    if (next.done) {
      isWhole = true;
      break;
    }
    pieces.push(next.value);
    length += next.value.length;
  }
  async function* all(): AsyncGenerator<Uint8Array> {
    yield* pieces;
    while (!isWhole) {
      const next = await rest.next();
      if (next.done) return;
      yield next.value;
    }
  }
  return { head: Buffer.concat(pieces), isWhole, all: all() };
}
