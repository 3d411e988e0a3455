/**
 * Rows by something that they have in common, in the order in which each group's first row came: the rows of
 * group g are `rows[starts[g]]` up to before `rows[starts[g + 1]]`, in the order in which they came.
 */
export type Groups = { rows: Uint32Array; starts: Uint32Array };

/** What makes rows belong together: equal rows have equal hashes. */
export type Likeness = { hashOf(row: number): number; isSame(a: number, b: number): boolean };

export function groupedRows(rows: Uint32Array, { hashOf, isSame }: Likeness): Groups {
  const groupOf = new Uint32Array(rows.length);
  const firsts: number[] = [];
  const slots = new Int32Array(slotCount(rows.length)).fill(-1);
  const mask = slots.length - 1;
  for (let index = 0; index < rows.length; index += 1) {
    const row = rows[index]!;
    let slot = hashOf(row) & mask;
    while (slots[slot] !== -1 && !isSame(row, firsts[slots[slot]!]!)) slot = (slot + 1) & mask;
    if (slots[slot] === -1) slots[slot] = firsts.push(row) - 1;
    groupOf[index] = slots[slot]!;
  }
  return inGroups(rows, groupOf, firsts.length);
}

/** A stable counting sort. */
function inGroups(rows: Uint32Array, groupOf: Uint32Array, groups: number): Groups {
  const starts = new Uint32Array(groups + 1);
  for (let index = 0; index < groupOf.length; index += 1) starts[groupOf[index]! + 1]! += 1;
  for (let group = 0; group < groups; group += 1) starts[group + 1]! += starts[group]!;
  const next = starts.slice();
  const sorted = new Uint32Array(rows.length);
  for (let index = 0; index < rows.length; index += 1) {
    const group = groupOf[index]!;
    sorted[next[group]!] = rows[index]!;
    next[group]! += 1;
  }
  return { rows: sorted, starts };
}

/** A power of two that leaves half of the slots free. */
function slotCount(rows: number): number {
  let count = 8;
  while (count < rows * 2) count *= 2;
  return count;
}
