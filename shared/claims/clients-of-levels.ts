import { NONE } from './factor-levels.ts';

type ClientByClient = { rows: Int32Array; starts: Int32Array };

/** How many clients have a row of each level; rows of NONE are passed over. */
export function clientsOfLevels(
  levels: number,
  { rows, starts }: ClientByClient,
  levelOf: (row: number) => number,
): Int32Array {
  const clients = new Int32Array(levels);
  const seenBy = new Int32Array(levels).fill(NONE);
  for (let client = 0; client + 1 < starts.length; client += 1) {
    for (let at = starts[client]!; at < starts[client + 1]!; at += 1) {
      const level = levelOf(rows[at]!);
      if (level === NONE || seenBy[level] === client) continue;
      seenBy[level] = client;
      clients[level]! += 1;
    }
  }
  return clients;
}

/** How many clients have a row of any other level: all but those whose rows are of this one alone. */
export function clientsOfOtherLevels(
  levels: number,
  { rows, starts }: ClientByClient,
  levelOf: (row: number) => number,
): Int32Array {
  const clients = new Int32Array(levels).fill(starts.length - 1);
  for (let client = 0; client + 1 < starts.length; client += 1) {
    const first = levelOf(rows[starts[client]!]!);
    let at = starts[client]! + 1;
    while (at < starts[client + 1]! && levelOf(rows[at]!) === first) at += 1;
    if (at === starts[client + 1]) clients[first]! -= 1;
  }
  return clients;
}
