import { DynamoDBClient, ListTablesCommand, UpdateContinuousBackupsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { restoreDrill } from '../../../infra/restore/drill.ts';
import { clinicSources, clinicsToCheck } from '../../../infra/verify/clinics-to-check.ts';
import { masterKeys } from '../../../shared/clinics/master-keys.ts';
import type { Fact } from '../../../shared/records/record.ts';
import { parseRecord } from '../../../shared/records/record.ts';
import { createClinics } from '../../../shared/storage/clinics/clinics.ts';
import { addressOf } from '../../../shared/storage/held/record-store.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { rebuildClinic } from '../../../shared/views/verify-clinic.ts';
import { BY_FILE } from '../../records/by-file.ts';
import { type EngineTables, tablesOf } from '../storage/engine-tables.ts';
import { MOTO, type Moto, startMoto } from './moto.ts';

const NOW = new Date('2026-11-30T10:00:00Z');
const CLINIC = 'riverside';

/** A clinic with a client of two sessions, and what follows from them. */
async function heldClinic({ client, ...tables }: EngineTables): Promise<void> {
  const settings = { timeZone: 'Europe/Lisbon' };
  const masters = masterKeys(JSON.stringify({ 1: 'm'.repeat(64) }));
  await createClinics(client, tables.registryTable).add(masters, [{ clinicId: CLINIC, settings } as never]);
  const facts = [3, 10].map((day) => {
    const parsed = parseRecord({
      ...{ type: 'session', clinicId: CLINIC, clientId: 'c-1', sessionId: `s-${day}`, therapistId: 't-1' },
      startedAt: `2026-08-${String(day).padStart(2, '0')}T10:00:00+01:00`,
      endedAt: `2026-08-${String(day).padStart(2, '0')}T11:00:00+01:00`,
      ...{ complaint: 'neck-pain', painBefore: 7, painAfter: 3 },
      techniques: [{ technique: 'sports', minutes: 50 }],
      recordedAt: '2026-08-11T10:00:00+01:00',
    });
    if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
    return addressOf({ clinicId: CLINIC, client: 'p'.repeat(43) }, parsed.record as Fact, BY_FILE);
  });
  await createRecordWriter(client, tables.recordsTable).write(facts);
  const partitions = (await clinicsToCheck(client, tables, CLINIC)).get(CLINIC)!;
  expect(
    (
      await rebuildClinic(
        clinicSources(client, tables, () => {}),
        CLINIC,
        partitions,
      )
    ).size,
  ).toBe(0);
}

describe.skipIf(MOTO === '')(
  `a drill with moto ${MOTO || '(which is not here)'}, which keeps backups`,
  () => {
    let moto: Moto;
    let tables: EngineTables;
    beforeAll(async () => {
      moto = await startMoto();
      tables = await tablesOf(new DynamoDBClient(moto.clientConfig));
      await heldClinic(tables);
    });
    afterAll(async () => {
      await tables?.stop();
      moto?.stop();
    });

    const drill = async (asked: { at?: string; keep?: boolean } = {}) => {
      const lines: string[] = [];
      const { client, stop: _, ...names } = tables;
      const args = { asked: 'run', from: 'point-in-time', keep: false, ...names, ...asked } as const;
      const isWell = await restoreDrill(client, args, NOW, (line) => lines.push(line));
      return { isWell, told: lines.join('\n') };
    };
    const names = async () => (await tables.client.send(new ListTablesCommand({}))).TableNames;
    const tableNames = () => [tables.recordsTable, tables.outcomesTable, tables.registryTable];

    test('is refused with the tables of which no backups are kept', async () => {
      await expect(drill()).rejects.toThrow(`no backups are kept of the tables ${tableNames().join(', ')}`);
    });

    test('restores the tables as of the latest instant, finds every view right, and leaves no table', async () => {
      for (const TableName of tableNames()) {
        const spec = { PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } };
        await tables.client.send(new UpdateContinuousBackupsCommand({ TableName, ...spec }));
      }
      const { isWell, told } = await drill();
      expect(told).toMatch(/^As of \d{4}-\d\d-\d\dT[\d:.]+Z:/);
      expect(told).toMatch(new RegExp(`${CLINIC} {2}[1-9]\\d* items looked at, 0 not as the records say`));
      expect(told).toContain('the new tables are removed');
      expect(isWell).toBe(true);
      expect((await names())?.sort()).toEqual(tableNames().sort());
    });

    test('keeps the new tables where it is asked to, beside those in use', async () => {
      const { isWell, told } = await drill({ at: '2026-11-30T09:00:00Z', keep: true });
      expect([isWell, told]).toEqual([true, expect.stringContaining('As of 2026-11-30T09:00:00Z:')]);
      expect(await names()).toEqual(
        expect.arrayContaining(tableNames().map((name) => `${name}-restored-20261130100000`)),
      );
    });

    test('does not begin where a table of the new name is there already, and touches none of what is in use', async () => {
      await expect(drill()).rejects.toThrow(/already exists|TableAlreadyExists/);
      expect(await names()).toEqual(expect.arrayContaining(tableNames()));
    });
  },
);
