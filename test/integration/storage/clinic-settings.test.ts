import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClinicSettings } from '../../../shared/storage/clinic-settings.ts';
import { type EngineTables, startEngineTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startEngineTables();
});
afterAll(() => tables.stop());

let now = 0;
const open = () => createClinicSettings(tables.client, tables.registryTable, () => new Date(now));

describe('settings of clinics', () => {
  it('are the defaults until they are put, and then what was put, clinic by clinic', async () => {
    const settings = open();
    expect(await settings.of('harbour')).toEqual({ takeOver: 'allowed' });
    const said = { timeZone: 'America/Chicago', openedOn: '2019-01-01', takeOver: 'forbidden' } as const;
    await settings.put('harbour', said);
    expect(await settings.of('harbour')).toEqual(said);
    expect(await settings.of('riverside')).toEqual({ takeOver: 'allowed' });
    await expect(settings.put('harbour', { ...said, timeZone: 'CST' })).rejects.toThrow('IANA');
    expect(await settings.current('harbour')).toEqual(said);
  });

  it('are read again after a minute, also where there were none; as they are now, at once', async () => {
    const [reader, writer] = [open(), open()];
    expect(await reader.of('mill')).toEqual({ takeOver: 'allowed' });
    await writer.put('mill', { takeOver: 'forbidden' });
    now += 59_000;
    expect((await reader.of('mill')).takeOver).toBe('allowed');
    expect((await reader.current('mill')).takeOver).toBe('forbidden');
    now += 1_000;
    expect((await reader.of('mill')).takeOver).toBe('forbidden');
  });
});
