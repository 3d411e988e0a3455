import { createHash } from 'node:crypto';

/**
 * By what a page tells one person from another on a device that several share: the same at each of somebody's sign-ins,
 * and nobody's id, which a random one of 122 bits cannot be guessed from.
 *
 * @param subject the user pool's id
 */
export function personTag(subject: string): string {
  return createHash('sha256').update(`who types here ${subject}`).digest('base64url').slice(0, 16);
}
