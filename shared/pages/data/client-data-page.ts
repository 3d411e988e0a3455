import { shortName } from '../../records/values/short-name.ts';
import { counted } from '../../reports/words/listed.ts';
import { type Html, html } from '../frame/html.ts';

export type ClientData = {
  client: string;
  /** Tables with something in them: the kind, the file's name, and how many records. */
  tables: readonly { of: string; file: string; records: number }[];
};

/** Everything of one client, to be handed to him: it is his right. */
export function clientDataPage({ client, tables }: ClientData): Html {
  const total = tables.reduce((sum, { records }) => sum + records, 0);
  const path = `/clients/${client}/data`;
  if (total === 0) {
    return html`<p class="lead">Nothing is held of this client.</p><p class="back"><a href="/clients/${client}">Back to the client</a></p>`;
  }
  return html`<p class="lead">${counted(total, 'record')} of client ${shortName(client)}, as files to hand to the client.</p>
<ul>
<li><a href="${path}?form=ndjson" download>Everything, one record a line</a><span class="detail"> for another system</span></li>
${tables.map(({ of, file, records }) => html`<li><a href="${path}?form=csv&amp;of=${of}" download>${file}</a><span class="detail"> ${counted(records, 'row')}, for a spreadsheet</span></li>`)}
</ul>
<p>The client’s own id is not in them: it is not kept here. In its place stands an exported id, by which the records come back to this client if they are sent to this clinic again.</p>
<p class="back"><a href="/clients/${client}">Back to the client</a></p>`;
}
