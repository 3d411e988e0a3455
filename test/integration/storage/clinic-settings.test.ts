import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClinicSettings } from '../../../shared/clinics/clinic-settings.ts';
import { createClinicRegistry } from '../../../shared/storage/clinics/clinic-registry.ts';
import { createClinicSettings } from '../../../shared/storage/clinics/clinic-settings.ts';
import { createClinics } from '../../../shared/storage/clinics/clinics.ts';
import { masters } from '../../clinics/masters.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

let now = 0;
const open = () =>
  createClinicSettings(createClinicRegistry(tables.client, tables.registryTable, () => new Date(now)));
const clinics = () => createClinics(tables.client, tables.registryTable);
const DEFAULTS = { takeOver: 'allowed' } as const;

describe('settings of clinics', () => {
  it('are the defaults until they are put, and then what was put, clinic by clinic', async () => {
    const settings = open();
    await clinics().add(masters(), [
      { clinicId: 'harbour', settings: DEFAULTS },
      { clinicId: 'riverside', settings: { ...DEFAULTS, language: 'es' } },
    ]);
    expect(await settings.of('harbour')).toEqual(DEFAULTS);
    const said: ClinicSettings = {
      ...{ name: 'Harbour Massage', timeZone: 'America/Chicago', openedOn: '2019-01-01' },
      ...{ language: 'en', techniques: ['sports', 'deep-tissue'], takeOver: 'forbidden' },
    };
    await clinics().put('harbour', said);
    expect(await settings.current('harbour')).toEqual(said);
    expect(await settings.of('riverside')).toEqual({ ...DEFAULTS, language: 'es' });
    await expect(clinics().put('harbour', { ...DEFAULTS, timeZone: 'CST' })).rejects.toThrow('IANA');
    expect(await settings.current('harbour')).toEqual(said);
  });

  it('are read again after a minute, also where there were none; as they are now, at once', async () => {
    const reader = open();
    expect(await reader.of('mill')).toEqual(DEFAULTS);
    await clinics().add(masters(), [{ clinicId: 'mill', settings: { takeOver: 'forbidden' } }]);
    now += 59_000;
    expect((await reader.of('mill')).takeOver).toBe('allowed');
    expect((await reader.current('mill')).takeOver).toBe('forbidden');
    now += 1_000;
    expect((await reader.of('mill')).takeOver).toBe('forbidden');
  });

  it('are not changed of a clinic that is not held', async () => {
    await expect(clinics().put('nowhere', DEFAULTS)).rejects.toMatchObject({ code: 'access.forbidden' });
  });
});
