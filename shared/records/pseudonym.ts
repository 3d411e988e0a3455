import { createHmac } from 'node:crypto';

/** What an exported id begins with; its parts are the pseudonym and a proof that the clinic itself has given it. */
const EXPORTED = /^exported:([\w-]{43}):([\w-]{16})$/;
const PROOF_LENGTH = 16;

/**
 * The name under which a client is stored: HMAC-SHA-256 of the clinic's own client id, 43 characters of
 * base64url. The same client has unrelated names in two clinics, and without the key none can be traced back. An id that
 * the clinic itself has exported is the client whom it stands for; any other clinic takes it for an id like others.
 *
 * @param key the clinic's secret, as UTF-8 text
 * @throws RangeError when the key is empty: every pseudonym could then be computed by anyone
 */
export function pseudonym(key: string, clientId: string): string {
  if (key === '') throw new RangeError('the pseudonym key is empty');
  const [, exported, proof] = EXPORTED.exec(clientId) ?? [];
  if (exported !== undefined && proof === proofOf(key, exported)) return exported;
  return createHmac('sha256', key).update(clientId, 'utf8').digest('base64url');
}

/** The id under which a client is exported, whose own id nobody knows here any more: it brings his records back to him. */
export function exportedId(key: string, client: string): string {
  return `exported:${client}:${proofOf(key, client)}`;
}

/** No client's id holds a blank, so that this is nobody's pseudonym. */
function proofOf(key: string, client: string): string {
  return createHmac('sha256', key)
    .update(`exported id of ${client}`)
    .digest('base64url')
    .slice(0, PROOF_LENGTH);
}
