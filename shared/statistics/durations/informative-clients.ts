import type { ObservedDurations } from './observed-durations.ts';

/** How many clients show what about their durations. */
export type InformativeClients = {
  all: number;
  /** Whose duration went on at a later report than the first: one report alone says nothing about hours. */
  lasting: number;
  /** Who reported an end. */
  ended: number;
  /** Until when each of them was followed for one duration at least, the longest first, in hours. */
  followed: Float64Array;
};

/** Counts the clients of durations that come client by client. */
export function informativeClients({ first, left, right, clients }: ObservedDurations): InformativeClients {
  const followed: number[] = [];
  let [lasting, ended] = [0, 0];
  for (let from = 0, to = 0; from < clients.length; from = to) {
    let [longest, lasts, ends] = [0, false, false];
    for (to = from; to < clients.length && clients[to] === clients[from]; to += 1) {
      const bounded = right[to] !== Number.POSITIVE_INFINITY;
      lasts ||= left[to]! > (first ? first[to]! : 0);
      ends ||= bounded;
      longest = Math.max(longest, bounded ? right[to]! : left[to]!);
    }
    followed.push(longest);
    lasting += lasts ? 1 : 0;
    ended += ends ? 1 : 0;
  }
  return { all: followed.length, lasting, ended, followed: Float64Array.from(followed).sort().reverse() };
}
