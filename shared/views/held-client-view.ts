import { mapKey } from '../storage/aws/dynamodb.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import { heldClientItem } from '../storage/views/held-clients.ts';
import type { ViewStore } from '../storage/views/view-store.ts';
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

/**
 * Those of the clients, of whom records have come and none has gone, that nothing says of yet that they are held. Of the
 * others the records need not be asked: who finds the last one gone and says so, after one has come, looks again.
 */
export async function notYetHeld(
  views: Pick<ViewStore, 'get'>,
  owners: readonly ClientKey[],
): Promise<ClientKey[]> {
  const items = await views.get(owners.map(heldClientItem));
  return owners.filter((owner) => (items.get(mapKey(heldClientItem(owner)))?.content ?? null) === null);
}
