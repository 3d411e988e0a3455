import { createHash } from 'node:crypto';

/**
 * The id of a resource that is made of a record: the same at every export, and within what FHIR allows (64 letters, digits,
 * `-` and `.`), which ids of records need not be.
 *
 * @param names what tells the resource from all others of its type
 */
export function resourceId(...names: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(names)).digest('hex');
  return digest.slice(0, 32);
}
