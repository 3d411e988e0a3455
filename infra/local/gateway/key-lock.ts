/** Ends the turn of whoever holds it. */
export type Release = () => void;

/**
 * Lets one holder at a time through per key, in the order of asking.
 *
 * @returns a function that resolves when it is the caller's turn.
 */
export function keyLock(): (key: string) => Promise<Release> {
  const lastInLine = new Map<string, Promise<void>>();
  return async (key) => {
    const before = lastInLine.get(key);
    const turn = Promise.withResolvers<void>();
    lastInLine.set(key, turn.promise);
    await before;
    return () => {
      if (lastInLine.get(key) === turn.promise) lastInLine.delete(key);
      turn.resolve();
    };
  };
}
