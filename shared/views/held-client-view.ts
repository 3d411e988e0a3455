import { heldClientItem } from '../storage/held-clients.ts';
import type { ClientKey } from '../storage/keys.ts';
import type { View } from './refresh.ts';

/**
 * That something is held of a client: by it all clients of a clinic are found, also those with a score or a word on consent
 * alone. It goes with the last record of the client.
 *
 * @param isHeld whether any record of a client is held
 */
export function heldClientView(isHeld: (owner: ClientKey) => Promise<boolean>): View<ClientKey, boolean> {
  return {
    entity: 'held-client',
    items: (key) => [heldClientItem(key)],
    sources: isHeld,
    derive: (_key, held) => [held ? '{}' : null],
  };
}
