import { BadRequestError } from '../../shared/errors.ts';
import {
  EXPORTED_TYPES,
  jsonLine,
  MEDIA_TYPES,
  TABLE_FILES,
  tableHead,
  tableRow,
} from '../../shared/exports/export-files.ts';
import { type ExportedRecord, exportedRecord, inExportOrder } from '../../shared/exports/exported-record.ts';
import { attachment } from '../../shared/http/attachment.ts';
import { pageAnswer } from '../../shared/http/page-answer.ts';
import type { HttpResponse } from '../../shared/http/respond.ts';
import { clientDataPage } from '../../shared/pages/data/client-data-page.ts';
import { page } from '../../shared/pages/frame/page.ts';
import type { ClientReading } from '../../shared/reading/client-reading.ts';
import { exportedId } from '../../shared/records/pseudonym.ts';
import type { Fact } from '../../shared/records/record.ts';
import { shortName } from '../../shared/records/values/short-name.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { addressedClient } from '../../shared/site/addressed-client.ts';
import type { SignedInPage } from '../../shared/site/page-handler.ts';
import type { ClientKey } from '../../shared/storage/keys/keys.ts';

export type ClientDataDeps = Pick<ClientReading, 'records' | 'keyOfClinic'> & {
  factsOf(owner: ClientKey): Promise<Held<Fact>[]>;
};

type Query = Readonly<Record<string, string | undefined>> | undefined;

/** Everything of one client, as records that are taken in again. */
export async function recordsOfClient(deps: ClientDataDeps, owner: ClientKey): Promise<ExportedRecord[]> {
  const holder = await deps.records.holderOf(owner);
  const clientId = exportedId(await deps.keyOfClinic(owner.clinicId), holder.client);
  return inExportOrder(await deps.factsOf(holder)).map((fact) => exportedRecord(fact, clientId));
}

/**
 * The same as a file: JSON lines, or the table of one kind.
 *
 * @param named what the file's name begins with
 * @throws BadRequestError for a form or a kind that there is not
 */
export function clientFile(records: readonly ExportedRecord[], query: Query, named: string): HttpResponse {
  const form = query?.['form'] ?? 'ndjson';
  if (form === 'ndjson') {
    return attachment(`${named}.ndjson`, MEDIA_TYPES.ndjson, records.map(jsonLine).join(''));
  }
  if (form !== 'csv') throw new BadRequestError('form', 'expected ndjson or csv');
  const of = EXPORTED_TYPES.find((type) => type === query?.['of']);
  if (of === undefined) throw new BadRequestError('of', `expected one of ${EXPORTED_TYPES.join(', ')}`);
  const rows = records.filter(({ type }) => type === of).map(tableRow);
  return attachment(`${named}-${TABLE_FILES[of]}`, MEDIA_TYPES.csv, [tableHead(of), ...rows].join(''));
}

/** The page on which an owner gets a client's data, and the files. */
export function clientDataPages(deps: ClientDataDeps): SignedInPage<'owner'> {
  return async (event, { principal: { clinicId }, viewer }) => {
    const client = addressedClient(event);
    const records = await recordsOfClient(deps, { clinicId, client });
    const query = event.queryStringParameters;
    if (query?.['form'] !== undefined) return clientFile(records, query, `client-${shortName(client)}`);
    const tables = EXPORTED_TYPES.map((of) => ({
      ...{ of, file: TABLE_FILES[of] },
      records: records.filter(({ type }) => type === of).length,
    })).filter(({ records: count }) => count > 0);
    const main = clientDataPage({ client, tables });
    return pageAnswer(200, page({ title: 'Data of a client', viewer, path: '/clients', main }));
  };
}
