import type { DynamoDBStreamEvent } from 'aws-lambda';
import { expect, it } from 'vitest';
import { createDeriveHandler } from '../../functions/derive-outcomes/handler.ts';
import { clinicSources } from '../../infra/verify/clinics-to-check.ts';
import { parseRecord } from '../../shared/records/record.ts';
import { keyOf } from '../../shared/storage/aws/dynamodb.ts';
import { createCareReader } from '../../shared/storage/care/care-store.ts';
import { createArrivals } from '../../shared/storage/clinics/arrivals.ts';
import { addressOf, createRecordReader, type Storable } from '../../shared/storage/held/record-store.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { createHeldClients } from '../../shared/storage/views/held-clients.ts';
import { createViewStore } from '../../shared/storage/views/view-store.ts';
import { verifyClinic } from '../../shared/views/verify-clinic.ts';
import { TablesInMemory } from '../simulate/tables/tables-in-memory.ts';
import { addTables, OUTCOMES, RECORDS, REGISTRY } from '../simulate/world/tables.ts';

const owner = { clinicId: 'mill', client: 'x'.repeat(43) };
const at = (minute: number) => `2026-08-03T10:${minute}:00+00:00`;

/** The goal as a therapist wrote it down at a minute. */
const version = (therapistId: string, minute: number) => ({
  ...{ type: 'goal', goalId: 'g-1', therapistId, kind: 'pain', measure: 'pain', unit: 'score' },
  ...{ baseline: 7, target: 3, startsOn: '2026-08-03', dueOn: '2026-09-14', recordedAt: at(minute) },
});

/** Writes one record after the other; of each its stream tells before the next one comes. */
async function driftsAfter(...inputs: readonly object[]) {
  let told: DynamoDBStreamEvent['Records'] = [];
  const tables = new TablesInMemory(({ table, key, old, new: now }) => {
    const images = { ...(old && { OldImage: old }), ...(now && { NewImage: now }) };
    if (table === RECORDS && key.pk.includes('#CLIENT#')) {
      told.push({ dynamodb: { SequenceNumber: '1', Keys: keyOf(key), ...images } } as never);
    }
  });
  addTables(tables);
  const client = tables.client();
  const derive = createDeriveHandler({
    records: createRecordReader(client, RECORDS),
    care: createCareReader(client, RECORDS),
    isHeld: createHeldClients(client, RECORDS),
    views: createViewStore(client, OUTCOMES, () => new Date(at(59))),
    arrivals: createArrivals(client, OUTCOMES),
    now: () => new Date(at(59)),
    log: { info: () => {}, error: (_message, error) => expect.fail(String(error)) },
  });
  for (const input of inputs) {
    const parsed = parseRecord({ clinicId: 'mill', clientId: 'c-1', ...input });
    if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
    const record = addressOf(owner, parsed.record as Storable, { door: 'owner', at: at(59) });
    await createRecordWriter(client, RECORDS).write([record]);
    const Records = told;
    told = [];
    expect(await derive({ Records })).toEqual({ batchItemFailures: [] });
  }
  const named = { recordsTable: RECORDS, outcomesTable: OUTCOMES, registryTable: REGISTRY };
  return (
    await verifyClinic(
      clinicSources(client, named, () => {}),
      'mill',
    )
  ).drifts;
}

it('brings the goal of a therapist up to date when an earlier version of another one comes late', async () => {
  expect(await driftsAfter(version('t-2', 30), version('t-1', 10))).toEqual([]);
});
