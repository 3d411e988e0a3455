/** floor(√value), by bisection in integers: a square root in floating point can be off by one. */
export function integerRoot(value: bigint): bigint {
  if (value < 0n) throw new RangeError('expected a value of at least 0');
  let low = 0n;
  let above = value + 1n;
  while (above - low > 1n) {
    const middle = (low + above) / 2n;
    if (middle * middle <= value) low = middle;
    else above = middle;
  }
  return low;
}
