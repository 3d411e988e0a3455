import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { clinicKeyring } from '../../../shared/clinics/clinic-keyring.ts';
import { forgetClinic } from '../../../shared/releases/stores/forget-clinic.ts';
import { createProgrammeStore } from '../../../shared/releases/stores/programme-store.ts';
import { clinicJob } from '../../../shared/schedule/clinic-job.ts';
import { createClinicJobHandler } from '../../../shared/schedule/clinic-job-handler.ts';
import { collect, keyOf } from '../../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../../shared/storage/aws/item-table.ts';
import { adoptClinic } from '../../../shared/storage/clinics/adopt-clinic.ts';
import { createClinicKeys } from '../../../shared/storage/clinics/clinic-keys.ts';
import { createClinicRegistry } from '../../../shared/storage/clinics/clinic-registry.ts';
import { createClinics, heldClinics } from '../../../shared/storage/clinics/clinics.ts';
import { settingsItem } from '../../../shared/storage/keys/keys.ts';
import { masters } from '../../clinics/masters.ts';
import { DEEP } from '../../deep.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const SETTINGS = { timeZone: 'Europe/Lisbon', takeOver: 'allowed' } as const;
const clinics = () =>
  createClinics(tables.client, tables.registryTable, () => new Date('2026-08-20T12:00:00Z'));
const registry = () => createClinicRegistry(tables.client, tables.registryTable);
const keys = (of = masters()) => createClinicKeys(registry(), async () => of);
const added = (...ids: string[]) =>
  clinics().add(
    masters(),
    ids.map((clinicId) => ({ clinicId, settings: SETTINGS })),
  );
const listed = () => collect(heldClinics(tables.client, tables.registryTable));
const put = (Item: Parameters<ReturnType<typeof itemTable>['putIf']>[0]) =>
  itemTable(tables.client, tables.registryTable).putIf(Item, {
    ConditionExpression: 'attribute_not_exists(pk)',
  });

describe('a clinic', () => {
  it('is added once, with its salt, however often and by how many it is tried', async () => {
    const tries = await Promise.all([added('north', 'west'), added('north'), added('west', 'north')]);
    expect(tries.flat().sort()).toEqual(['north', 'west']);
    const key = await keys().keyOfClinic('north');
    expect(await added('north')).toEqual([]);
    expect(await keys(masters(2)).keyOfClinic('north')).toBe(key);
    expect(await keys().keyOfClinic('west')).not.toBe(key);
    expect(await listed()).toEqual(expect.arrayContaining(['north', 'west']));
  });

  it('is held from then on, also by whoever was asked before', async () => {
    const asked = registry();
    expect(await asked.isHeld('young')).toBe(false);
    await added('young');
    expect(await asked.isHeld('young')).toBe(true);
    expect(await asked.isHeld('nowhere')).toBe(false);
    await expect(keys().keyOfClinic('nowhere')).rejects.toMatchObject({ code: 'access.forbidden' });
  });

  it('is not added in the place of one that has been there without keys of ours', async () => {
    await put({ ...keyOf(settingsItem('settled')), settings: { S: JSON.stringify(SETTINGS) } });
    await expect(added('settled')).rejects.toThrow('migrate it');
    expect(await registry().isHeld('settled')).toBe(false);
  });
});

describe('a clinic that is forgotten', () => {
  it('has no key, no settings and no member left, and its id stays taken; again it is the same', async () => {
    await added('gone', 'stays');
    const before = await keys().keyOfClinic('gone');
    await put({ pk: { S: 'CLINIC#gone' }, sk: { S: 'MEMBER#someone' }, mail: { S: 'someone@example.org' } });
    for (let time = 0; time < 2; time++) await clinics().forget('gone');
    expect(await registry().current('gone')).toEqual({
      settings: { takeOver: 'allowed' },
      forgottenOn: '2026-08-20',
    });
    await expect(keys().keyOfClinic('gone')).rejects.toMatchObject({ code: 'access.forbidden' });
    const { Items } = await tables.client.send(new ScanCommand({ TableName: tables.registryTable }));
    const left = Items!.filter(({ pk, sk }) => `${pk!.S} ${sk!.S}`.includes('gone'));
    expect(left.map(({ sk }) => sk!.S)).toEqual(['SETTINGS']);
    expect(JSON.stringify(left)).not.toMatch(/salt|Lisbon|example/);
    await expect(added('gone')).rejects.toThrow('was forgotten on 2026-08-20');
    await expect(clinics().put('gone', SETTINGS)).rejects.toMatchObject({ code: 'access.forbidden' });
    expect(before).toMatch(/./);
    expect(await listed()).not.toContain('gone');
    expect(await registry().isHeld('stays')).toBe(true);
  });

  it('was held before, and counts in no programme', async () => {
    const items = itemTable(tables.client, tables.registryTable);
    await expect(forgetClinic(clinics(), items, 'nowhere')).rejects.toMatchObject({
      code: 'access.forbidden',
    });
    await added('counted');
    await createProgrammeStore(items).put([{ programme: 'counting', clinics: ['counted'] }]);
    await expect(forgetClinic(clinics(), items, 'counted')).rejects.toThrow('the programme "counting"');
    await createProgrammeStore(items).remove('counting');
    await forgetClinic(clinics(), items, 'counted');
    expect(await registry().isHeld('counted')).toBe(false);
  });
});

describe('a clinic of a deployment that named it', () => {
  const KEY = 'k'.repeat(64);
  const adopt = (clinicId: string, key = KEY, of = masters()) =>
    adoptClinic(tables.client, tables.registryTable, of, clinicId, key);

  it('keeps its pseudonyms and its settings, whenever and however often it is adopted', async () => {
    await put({ ...keyOf(settingsItem('old')), settings: { S: JSON.stringify(SETTINGS) } });
    const tries = await Promise.all([adopt('old'), adopt('old')]);
    expect(tries).toContain('adopted');
    expect(await adopt('old', KEY, masters(2))).toBe('adopted before');
    expect(await keys(masters(3)).keyOfClinic('old')).toBe(KEY);
    expect((await registry().current('old')).settings).toEqual(SETTINGS);
    expect(await listed()).toContain('old');
    const { Items } = await tables.client.send(new ScanCommand({ TableName: tables.registryTable }));
    expect(Items!.some((item) => JSON.stringify(item).includes(KEY))).toBe(false);
  });

  it('is not adopted over one that was added, or over another key, or when it is forgotten', async () => {
    await added('fresh', 'past');
    const key = await keys().keyOfClinic('fresh');
    await expect(adopt('fresh')).rejects.toThrow('was added anew');
    expect(await keys().keyOfClinic('fresh')).toBe(key);
    await adopt('older');
    await expect(adopt('older', 'x'.repeat(64))).rejects.toThrow('was added anew');
    await clinics().forget('past');
    await expect(adopt('past')).rejects.toThrow('was forgotten');
  });
});

describe('very many clinics', () => {
  let manyTables: EngineTables;
  beforeAll(async () => {
    manyTables = await startTables();
  });
  afterAll(() => manyTables.stop());

  const COUNT = DEEP ? 10_000 : 2_000;
  const ids = Array.from({ length: COUNT }, (_, index) => `c-${String(index).padStart(5, '0')}`);

  it('are added, known one by one, and walked by a schedule without a scan', async () => {
    const { client, registryTable: TableName } = manyTables;
    const many = createClinics(client, TableName);
    const wanted = ids.map((clinicId) => ({
      clinicId,
      settings: { ...SETTINGS, name: `Clinic ${clinicId}` },
    }));
    expect(await many.add(masters(), wanted)).toHaveLength(COUNT);
    expect(await many.add(masters(), wanted.slice(0, 500)), 'none of them twice').toEqual([]);

    const of = createClinicRegistry(client, TableName);
    const entries = await Promise.all(ids.map((clinicId) => of.current(clinicId)));
    const keysOfAll = new Set(entries.map(({ origin }) => clinicKeyring(masters(), origin!).pseudonymKey));
    expect(keysOfAll.size).toBe(COUNT);

    const sent: string[] = [];
    const handler = createClinicJobHandler({
      work: async () => {},
      clinics: () => heldClinics(client, TableName),
      ran: async () => {},
      send: async (messages) => {
        expect(messages.length).toBeLessThanOrEqual(1000);
        sent.push(...messages.map((message) => clinicJob(JSON.stringify(message)).clinics![0]!));
      },
      log: { info: () => {}, error: (_text, error) => expect.fail(String(error)) },
    });
    const body = JSON.stringify({ scheduledTime: '2026-08-24T04:00:00Z' });
    await handler({ Records: [{ messageId: 'm', body }] } as never);
    expect(sent).toEqual(ids);

    const { Items } = await client.send(new ScanCommand({ TableName, Limit: 1000 }));
    const bytes = Items!.map((item) => JSON.stringify(item).length);
    expect(Math.max(...bytes), 'what an idle clinic costs (docs/deploying.md) is counted with').toBeLessThan(
      1024,
    );
  });
});
