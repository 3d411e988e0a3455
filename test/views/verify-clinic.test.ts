import { expect, it } from 'vitest';
import { clinicSources } from '../../infra/verify/clinics-to-check.ts';
import { parseRecord } from '../../shared/records/record.ts';
import { addressOf, type Storable } from '../../shared/storage/held/record-store.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createHeldClients } from '../../shared/storage/views/held-clients.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import { heldClientView } from '../../shared/views/held-client-view.ts';
import { refresh } from '../../shared/views/refresh.ts';
import { rebuildClinic, verifyClinic } from '../../shared/views/verify-clinic.ts';
import { TablesInMemory } from '../simulate/tables/tables-in-memory.ts';
import { addTables, OUTCOMES, RECORDS, REGISTRY } from '../simulate/world/tables.ts';

const owner = { clinicId: 'mill', client: 'x'.repeat(43) };

it('looks at a client who has consented and of whom nothing else is held', async () => {
  const tables = new TablesInMemory();
  addTables(tables);
  const client = tables.client();
  const parsed = parseRecord({ type: 'consent', clinicId: 'mill', clientId: 'c-1', partnerReports: true });
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  const arrival = { door: 'owner' as const, at: '2026-09-10T12:00:00Z' };
  await createRecordWriter(client, RECORDS).write([addressOf(owner, parsed.record as Storable, arrival)]);

  const named = { recordsTable: RECORDS, outcomesTable: OUTCOMES, registryTable: REGISTRY };
  const sources = clinicSources(client, named, () => {});
  const missing = [{ entity: 'held-client', is: 'missing' }];
  expect((await verifyClinic(sources, 'mill')).drifts).toMatchObject(missing);
  await rebuildClinic(sources, 'mill', await sources.partitions('mill'));
  expect(await verifyClinic(sources, 'mill')).toEqual({ items: 1, drifts: [] });

  const views = createViewStore(client, OUTCOMES, () => new Date('2026-09-10T12:00:00Z'));
  expect([...(await refresh(heldClientView(createHeldClients(client, RECORDS)), [owner], views))]).toEqual(
    [],
  );
});
