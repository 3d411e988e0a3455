/** Up to so many possible values for each one that there is, marking those that occur is quicker than sorting. */
const SPARSE = 64;

/**
 * The distinct values of a column in ascending order.
 *
 * @param values whole numbers of 0 or more
 */
export function distinctAscending(values: Int32Array): Int32Array {
  let highest = 0;
  for (const value of values) if (value > highest) highest = value;
  return highest > SPARSE * values.length ? bySorting(values) : byMarking(values, highest);
}

function bySorting(values: Int32Array): Int32Array {
  return values.toSorted().filter((value, index, sorted) => index === 0 || value !== sorted[index - 1]);
}

function byMarking(values: Int32Array, highest: number): Int32Array {
  const marks = new Int32Array((highest >> 5) + 1);
  for (const value of values) marks[value >> 5]! |= 1 << (value & 31);
  const distinct = new Int32Array(values.length);
  let length = 0;
  for (const [place, word] of marks.entries()) {
    for (let rest = word; rest !== 0; rest &= rest - 1) {
      distinct[length] = (place << 5) + 31 - Math.clz32(rest & -rest);
      length += 1;
    }
  }
  return distinct.subarray(0, length);
}
