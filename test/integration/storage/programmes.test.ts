import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProgrammeStore, recentProgrammes } from '../../../shared/releases/stores/programme-store.ts';
import { itemTable } from '../../../shared/storage/aws/item-table.ts';
import { createClinics } from '../../../shared/storage/clinics/clinics.ts';
import { masters } from '../../clinics/masters.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
  const clinics = ['north', 'south', 'west'].map((clinicId) => ({
    clinicId,
    settings: { takeOver: 'allowed' as const },
  }));
  await createClinics(tables.client, tables.registryTable).add(masters(), clinics);
});
afterAll(() => tables.stop());

const items = () => itemTable(tables.client, tables.registryTable);
const store = () => createProgrammeStore(items());
const names = async () => (await store().all()).map(({ programme, clinics }) => `${programme}: ${clinics}`);

describe('programmes', () => {
  it('are put all or none, with what was left out as it is today', async () => {
    await store().put([
      { programme: 'back', clinics: ['north'] },
      { programme: 'neck', clinics: ['south'], mode: 'threshold' },
    ]);
    expect(await names()).toEqual(['back: north', 'neck: south']);
    expect((await store().all())[0]).toMatchObject({ period: 'quarter', budget: { periodsPerClient: 8 } });
    const half = [
      { programme: 'back', clinics: ['north', 'west'] },
      { programme: 'neck', clinics: ['east'] },
    ];
    await expect(store().put(half)).rejects.toThrow('programmes.1.clinics.0: "east" is no clinic');
    expect(await names()).toEqual(['back: north', 'neck: south']);
  });

  it('count a clinic once, whoever puts them at the same time', async () => {
    const tries = await Promise.allSettled(
      ['one', 'two', 'three'].map((programme) => store().add([{ programme, clinics: ['west'] }])),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected')
        expect(String(one.reason)).toMatch(/at the same|try again|counts in another/);
    }
    expect((await names()).filter((text) => text.endsWith(': west'))).toHaveLength(1);
  });

  it('end, and are read again after a minute by who only looks', async () => {
    let now = 0;
    const recent = recentProgrammes(items(), () => new Date(now));
    const before = (await recent()).length;
    expect(await store().remove('neck')).toBe(true);
    expect(await store().remove('neck')).toBe(false);
    now += 59_000;
    expect(await recent()).toHaveLength(before);
    now += 1_000;
    expect(await recent()).toHaveLength(before - 1);
    await store().put([{ programme: 'after', clinics: ['south'] }]);
    expect(await names()).toContain('after: south');
  });
});
