/**
 * Merges sequences that are each in ascending order of key: all values of one key come together, keys in
 * order. Holds one value of each sequence at a time, so memory depends on how many sequences there are and
 * not on how long they are.
 *
 * @throws Error when a sequence is not in order: its values would be torn apart
 */
export async function* mergeByKey<Value>(
  sequences: readonly AsyncIterable<Value>[],
  keyOf: (value: Value) => string,
): AsyncGenerator<{ key: string; values: Value[] }> {
  const heads = sequences.map((sequence) => ({
    iterator: sequence[Symbol.asyncIterator](),
    value: undefined as Value | undefined,
  }));
  const advance = async (head: (typeof heads)[number]) => {
    const { value: next, done } = await head.iterator.next();
    if (!done && head.value !== undefined && keyOf(next) < keyOf(head.value)) {
      throw new Error('expected a sequence in ascending order of key');
    }
    head.value = done ? undefined : next;
  };
  await Promise.all(heads.map(advance));
  for (;;) {
    const keys = heads.flatMap(({ value }) => (value === undefined ? [] : [keyOf(value)]));
    if (keys.length === 0) return;
    const key = keys.reduce((least, other) => (other < least ? other : least));
    const values: Value[] = [];
    for (const head of heads) {
      while (head.value !== undefined && keyOf(head.value) === key) {
        values.push(head.value);
        await advance(head);
      }
    }
    yield { key, values };
  }
}

/** Cuts a sequence into lists of `size`; the last one may be shorter. */
export async function* inChunks<Value>(
  sequence: AsyncIterable<Value>,
  size: number,
): AsyncGenerator<Value[]> {
  let chunk: Value[] = [];
  for await (const value of sequence) {
    chunk.push(value);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
