import { createHmac } from 'node:crypto';

/**
 * The name under which a client is stored: HMAC-SHA-256 of the clinic's own client id, 43 characters of
 * base64url. The same client has unrelated names in two clinics, and without the key none can be traced back.
 *
 * @param key the clinic's secret, as UTF-8 text
 * @throws RangeError when the key is empty: every pseudonym could then be computed by anyone
 */
export function pseudonym(key: string, clientId: string): string {
  if (key === '') throw new RangeError('the pseudonym key is empty');
  return createHmac('sha256', key).update(clientId, 'utf8').digest('base64url');
}
