/**
 * Joins calls that are made at the same time into one: many small reads of many workers become few large
 * ones. Nothing is remembered, so every call reads after it was made.
 *
 * @param readAll gets all keys of the calls that were joined; each of them gets its whole answer
 */
export function together<Key, Answer>(
  readAll: (keys: Key[]) => Promise<Answer>,
): (keys: readonly Key[]) => Promise<Answer> {
  let waiting: { keys: readonly Key[]; resolve: (answer: Promise<Answer>) => void }[] = [];
  const read = () => {
    const joined = waiting;
    waiting = [];
    const answer = readAll(joined.flatMap(({ keys }) => keys));
    for (const { resolve } of joined) resolve(answer);
  };
  return (keys) =>
    new Promise((resolve) => {
      if (waiting.length === 0) setImmediate(read);
      waiting.push({ keys, resolve });
    });
}
