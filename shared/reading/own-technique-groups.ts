import type { OwnTechnique } from '../records/own-technique.ts';
import type { Group } from '../statistics/contract.ts';
import { techniqueGroups } from '../statistics/groups/outcome-groups.ts';
import { filteredOutcomes, type OutcomeFilter } from '../statistics/table/outcome-filter.ts';
import { OutcomeTable } from '../statistics/table/outcome-table.ts';
import type { ClientOutcomes } from '../views/client-outcomes.ts';

/** What became of the sessions that count under one technique of the clinic's own. */
export type OwnTechniqueGroup = OwnTechnique & Pick<Group, 'sessions' | 'clients' | 'immediate'>;

/**
 * The sessions outside the catalogue by the clinic's own names: each group as any technique's, compared with nothing. For the
 * clinic's own eyes: it is no part of the statistics, and of no release.
 *
 * @param listed as the settings name them; what is listed no more is called by its code, and comes last
 */
export function ownTechniqueGroups(
  clients: readonly ClientOutcomes[],
  filter: OutcomeFilter,
  listed: readonly OwnTechnique[],
): OwnTechniqueGroup[] {
  const ownOf = new Map(clients.flatMap(({ own }) => Object.entries(own ?? {})));
  if (ownOf.size === 0) return [];
  const passing = filteredOutcomes(clients, filter);
  const others = [...new Set(ownOf.values())].toSorted().map((code) => ({ code, name: code }));
  const all = new Map([...others, ...listed].map((each) => [each.code, each]));
  const inOrder = [...new Set([...listed, ...others].map(({ code }) => code))];
  return inOrder.flatMap((code) => {
    const table = new OutcomeTable({ from: null, to: null });
    for (const { client, sessions } of passing) {
      table.add({
        client,
        sessions: sessions.filter(({ sessionId }) => ownOf.get(sessionId) === code),
        courses: [],
      });
    }
    return techniqueGroups(table).map(({ sessions, clients: who, immediate }) => ({
      ...all.get(code)!,
      ...{ sessions, clients: who, immediate },
    }));
  });
}
