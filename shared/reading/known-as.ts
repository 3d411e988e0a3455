import { pseudonym } from '../records/pseudonym.ts';
import type { ClientKey } from '../storage/keys/keys.ts';
import type { ListedVisit } from '../today/listed-visit.ts';
import { type LabelDeps, readLabels } from './client-labels.ts';
import type { ClientReading } from './client-reading.ts';
import { idsOf } from './open-links.ts';

type KnownAsDeps = LabelDeps &
  Pick<ClientReading, 'keyOfClinic'> & { records: Pick<ClientReading['records'], 'membersOf'> };

/** What the clinic's people recognise one client by: the ids under which he stands in today's list, and his label. */
export async function readKnownAs(
  deps: KnownAsDeps,
  { client, owner, isVisible }: { client: string; owner: ClientKey; isVisible: boolean },
  listed: readonly ListedVisit[],
): Promise<{ ids: string[]; label?: string }> {
  const { clinicId } = owner;
  const key = await deps.keyOfClinic(clinicId);
  // Of a client whom she may not see she knows the id that she has pasted, and is told no other.
  const own = new Set(isVisible ? [client, ...(await idsOf(deps, owner))] : [client]);
  const ids = new Set(listed.map(({ clientId }) => clientId).filter((id) => own.has(pseudonym(key, id))));
  const label = isVisible ? (await readLabels(deps, clinicId, [owner.client])).get(owner.client) : undefined;
  return { ids: [...ids], ...(label !== undefined && { label }) };
}
