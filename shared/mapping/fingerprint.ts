import { createHash } from 'node:crypto';
import type { Mapping } from './mapping.ts';

/** Names a mapping by what it says: one that says anything else has another name. */
export function fingerprintOf(mapping: Mapping): string {
  return createHash('sha256').update(JSON.stringify(mapping)).digest('hex').slice(0, 16);
}
