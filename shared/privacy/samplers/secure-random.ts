import { randomFillSync } from 'node:crypto';
import type { RandomBytes } from './uniform.ts';

declare const secure: unique symbol;
/** Random bytes of the operating system's generator, and of no other. */
export type SecureRandom = RandomBytes & { readonly [secure]: true };

const BLOCK_BYTES = 4096;
const made = new WeakSet<RandomBytes>();

/**
 * The one source of noise. There is no seed, nothing is logged, and bytes are forgotten once handed out.
 * Nothing else can be a SecureRandom: the type is branded, and the mechanism asks `assertSecure` as well, so
 * that no cast, mock or setting can slip in a generator that somebody could predict or repeat. There is no
 * exception for tests. They choose the source of the samplers, which take any, and never the mechanism's.
 */
export function secureRandom(): SecureRandom {
  const block = new Uint8Array(BLOCK_BYTES);
  let used = BLOCK_BYTES;
  const take: RandomBytes = (count) => {
    if (count > BLOCK_BYTES) return randomFillSync(new Uint8Array(count));
    if (used + count > BLOCK_BYTES) {
      randomFillSync(block);
      used = 0;
    }
    // A handful of bytes at a time: one by one is several times as fast as slice and fill.
    const taken = new Uint8Array(count);
    for (let at = 0; at < count; at++, used++) {
      taken[at] = block[used]!;
      block[used] = 0;
    }
    return taken;
  };
  made.add(take);
  return take as SecureRandom;
}

/** @throws TypeError for any source that `secureRandom` did not make */
export function assertSecure(random: RandomBytes): asserts random is SecureRandom {
  if (!made.has(random)) throw new TypeError('noise is drawn from node:crypto and from nothing else');
}
