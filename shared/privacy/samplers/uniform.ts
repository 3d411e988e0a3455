/** So many random bytes. */
export type RandomBytes = (count: number) => Uint8Array;

/** A whole number from 0 to below `bound`, each equally likely. Everything random here is drawn through one. */
export type Uniform = (bound: bigint) => bigint;

/**
 * Uniform numbers from uniform bytes: as many bits as the largest value has, drawn again while they are not
 * below the bound. A remainder instead would prefer small values.
 */
export function uniformFrom(randomBytes: RandomBytes): Uniform {
  return (bound) => {
    if (bound < 1n) throw new RangeError('expected a bound of at least 1');
    if (bound === 1n) return 0n;
    const bits = bitLength(bound - 1n);
    const bytes = Math.ceil(bits / 8);
    const topMask = 0xff >> (bytes * 8 - bits);
    for (;;) {
      const value = bigEndian(randomBytes(bytes), topMask);
      if (value < bound) return value;
    }
  };
}

function bitLength(value: bigint): number {
  return value <= 0xffff_ffffn ? 32 - Math.clz32(Number(value)) : value.toString(2).length;
}

function bigEndian(bytes: Uint8Array, topMask: number): bigint {
  if (bytes.length <= 6) {
    let small = bytes[0]! & topMask;
    for (let at = 1; at < bytes.length; at++) small = small * 256 + bytes[at]!;
    return BigInt(small);
  }
  let value = BigInt(bytes[0]! & topMask);
  for (let at = 1; at < bytes.length; at++) value = (value << 8n) | BigInt(bytes[at]!);
  return value;
}
