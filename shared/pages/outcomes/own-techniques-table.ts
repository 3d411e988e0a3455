import { FEWEST_CLIENTS } from '../../claims/contract.ts';
import { meanText } from '../../reports/tables/change-interval.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';

/** What became of the sessions that count under one technique of the clinic's own. */
export type OwnTechniqueRow = {
  name: string;
  sessions: number;
  clients: number;
  immediate: Parameters<typeof meanText>[0] & { n: number; clients: number };
};

/** What became of sessions with techniques of the clinic's own, by name; nothing where there is none. */
export function ownTechniquesTable(groups: readonly OwnTechniqueRow[]): Html | false {
  if (groups.length === 0) return false;
  return html`<section aria-labelledby="own"><h2 id="own">Your own techniques</h2>
${dataTable({
  caption: 'Sessions of which most time outside the catalogue went to each',
  columns: [
    { heading: 'Technique' },
    { heading: 'Sessions', numeric: true },
    { heading: 'Clients', numeric: true },
    { heading: 'With both scores', numeric: true },
    { heading: 'Fall of pain right after, with 95 % interval', numeric: true },
  ],
  rows: groups.map(({ name, sessions, clients, immediate }) => [
    name,
    sessions,
    clients,
    immediate.n,
    immediate.clients < FEWEST_CLIENTS
      ? `too few to say (${FEWEST_CLIENTS} clients needed)`
      : meanText(immediate),
  ]),
  lines: true,
})}
<p class="detail">Each as it stands: they are not compared with one another, nor with anything else, and are seen in your clinic alone.</p></section>`;
}
