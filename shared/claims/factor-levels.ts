/** Levels of a factor with fewer clients than this are counted together. */
export const FEWEST_CLIENTS_OF_A_LEVEL = 5;

/** How a factor enters a model: one column for each level but the reference, one for all small ones. */
export type FactorLevels = {
  /** By level: its column, counted from 0; NONE for the reference and for levels that do not occur. */
  columnOf: Int32Array;
  columns: number;
  /** By column: the levels that it stands for. */
  levelsOf: number[][];
  /** Undefined where none occurs, and of indicators. */
  reference: number | undefined;
  /** Clients by level. */
  clients: Int32Array;
};

export const NONE = -1;

/**
 * Gives columns to the levels of a factor, of which every session has one. The reference is the level with most
 * clients, of several the first.
 *
 * @param clients by level, 0 where it does not occur
 */
export function factorLevels(clients: Int32Array): FactorLevels {
  const reference = Array.from(clients.keys())
    .filter((level) => clients[level]! > 0)
    .toSorted((a, b) => clients[b]! - clients[a]! || a - b)[0];
  return columnsOf(clients, reference);
}

/** The same for things that a session has or has not, each for itself: none is a reference for the others. */
export function indicatorLevels(clients: Int32Array): FactorLevels {
  return columnsOf(clients, undefined);
}

function columnsOf(clients: Int32Array, reference: number | undefined): FactorLevels {
  const levels = Array.from(clients.keys()).filter((level) => clients[level]! > 0 && level !== reference);
  const large = levels.filter((level) => clients[level]! >= FEWEST_CLIENTS_OF_A_LEVEL);
  const small = levels.filter((level) => clients[level]! < FEWEST_CLIENTS_OF_A_LEVEL);
  const levelsOf = [...large.map((level) => [level]), ...(small.length > 0 ? [small] : [])];
  const columnOf = new Int32Array(clients.length).fill(NONE);
  for (const [column, of] of levelsOf.entries()) {
    for (const level of of) columnOf[level] = column;
  }
  return { columnOf, columns: levelsOf.length, levelsOf, reference, clients };
}
