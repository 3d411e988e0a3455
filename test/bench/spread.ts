/** The median of some runs, and the least and the most of them: `1.20 (1.10 to 1.40)`. */
export function spreadOf(values: readonly number[], digits: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  const [least, middle, most] = [sorted[0]!, sorted[sorted.length >> 1]!, sorted.at(-1)!];
  return `${middle.toFixed(digits).padStart(8)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
}
