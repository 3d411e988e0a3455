import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arrival } from '../../../shared/records/arrival.ts';
import { parseRecord } from '../../../shared/records/record.ts';
import { utcSortKey } from '../../../shared/records/time/instant.ts';
import { keyOf, text } from '../../../shared/storage/aws/dynamodb.ts';
import { createHistoryReader } from '../../../shared/storage/held/record-history.ts';
import {
  addressOf,
  createRecordReader,
  recordItem,
  type Storable,
} from '../../../shared/storage/held/record-store.ts';
import { type ClientKey, clientPk, erasureMark } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { type EngineTables, startEngineTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startEngineTables();
});
afterAll(() => tables.stop());

const newClient = (): ClientKey => ({ clinicId: 'riverside', client: randomUUID() });
const on = (day: number): Arrival => ({ door: 'recorder', at: `2026-08-${day}T10:00:00Z` });
function score(pain: number, recordedAt: string, at = '2026-08-10T09:00:00Z'): Storable {
  const parsed = parseRecord({
    ...{ type: 'pain-score', clinicId: 'riverside', clientId: 'c-1', scoreId: 'p-1' },
    ...{ at, pain, recordedAt },
  });
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return parsed.record as Storable;
}
const write = (owner: ClientKey, record: Storable, arrival: Arrival) =>
  createRecordWriter(tables.client, tables.recordsTable).write([addressOf(owner, record, arrival)]);
const put = (item: Record<string, { S: string }>) =>
  tables.client.send(new PutItemCommand({ TableName: tables.recordsTable, Item: item }));

/** Runs the command as an operator does. */
async function clocks(...options: string[]): Promise<{ code: number; output: string }> {
  const command = fileURLToPath(new URL('../../../infra/clocks/clocks.ts', import.meta.url));
  const endpoint = await tables.client.config.endpoint!();
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL_DYNAMODB: `${endpoint.protocol}//${endpoint.hostname}:${endpoint.port}`,
    ...{ AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' },
  };
  return new Promise((resolve) => {
    const args = [command, '--table', tables.recordsTable, ...options];
    execFile(process.execPath, args, { env }, (error, output, problems) => {
      resolve({ code: error ? Number(error.code) : 0, output: output + problems });
    });
  });
}

// The command is a process of its own, and sees what is on an engine.
describe('what is stored with a clock ahead', () => {
  it('is listed, and mended so that the correction takes effect and erasures lock nobody out', async () => {
    const reader = createRecordReader(tables.client, tables.recordsTable);
    const [corrected, locked, legacy, dated] = [newClient(), newClient(), newClient(), newClient()];
    await write(corrected, score(9, '9999-12-31T00:00:00Z'), on(11));
    expect((await write(corrected, score(2, '2026-08-12T09:00:00Z'), on(12)))[0]!.outcome).toBe('stale');
    const ahead = { recordedAt: text('9999-12-31T00:00:00.000000000Z') };
    await put({ ...keyOf(erasureMark(clientPk(locked))), entity: text('erasure'), ...ahead } as never);
    const { arrivedAt: _arrivedAt, ...old } = recordItem(
      addressOf(legacy, score(9, '2062-01-01T00:00:00Z'), on(11)),
    );
    await put(old as never);
    await write(dated, score(5, '2026-08-12T09:00:00Z', '2062-08-10T09:00:00Z'), on(12));

    const listed = await clocks();
    expect(listed.code).toBe(3);
    expect(listed.output.trim().split('\n')).toHaveLength(4);
    expect(listed.output).not.toContain(corrected.client);

    const mended = await clocks('--mend');
    expect(mended.code, mended.output).toBe(3);
    expect(mended.output).toContain('Left ahead: 1.\nriverside  SCORE#p-1  dated 2062-08-10T09:00:00');

    expect((await reader.all(corrected)).facts).toMatchObject([{ pain: 2 }]);
    const window = { from: '2026-08-01', to: '2026-08-31' };
    expect(await reader.between(corrected, window)).toMatchObject([{ pain: 2 }]);
    const histories = createHistoryReader(tables.client, tables.recordsTable);
    expect((await histories.ofRecord(corrected, 'pain-score', 'p-1'))!.versions).toMatchObject([
      { recordedAt: utcSortKey('2026-08-12T09:00:00Z'), content: { pain: 2 } },
      { recordedAt: utcSortKey(on(11).at), content: { pain: 9, recordedAt: '2026-08-11T10:00:00+00:00' } },
    ]);
    const now = new Date().toISOString();
    expect((await write(legacy, score(1, now), { door: 'owner', at: now }))[0]!.outcome).toBe('accepted');
    expect((await write(locked, score(1, now), { door: 'owner', at: now }))[0]!.outcome).toBe('accepted');
  });

  it('is asked for with a table', async () => {
    expect(await clocks('--help')).toMatchObject({ code: 0, output: expect.stringContaining('--mend') });
    expect((await clocks('everything')).code).toBe(2);
  });
});
