import { describe, expect, it } from 'vitest';
import { readClinicArguments } from '../../infra/clinic/clinic-arguments.ts';
import { changedSettings } from '../../shared/clinics/settings-change.ts';

const TABLE = {
  REGISTRY_TABLE: 'registry',
  RECORDS_TABLE: 'records',
  OUTCOMES_TABLE: 'outcomes',
  MASTER_SECRET: 'master',
};
const read = (...argv: string[]) => readClinicArguments(argv, TABLE);

describe('the command line of npm run clinic', () => {
  it('names what to change, and what to take back', () => {
    expect(read('set', 'harbour', '--time-zone', 'America/Chicago', '--opened-on', 'none')).toEqual({
      asked: 'set',
      clinic: 'harbour',
      registryTable: 'registry',
      change: { timeZone: 'America/Chicago', openedOn: null },
      refresh: { recordsTable: 'records', outcomesTable: 'outcomes' },
    });
    expect(read('show', 'harbour', '--table', 'other')).toMatchObject({ registryTable: 'other' });
    expect(
      read(
        'add',
        'harbour',
        '--name',
        'Harbour Massage',
        '--time-zone',
        'Europe/Lisbon',
        '--techniques',
        'sports, other',
        '--own-techniques',
        'Hot stone, Cupping',
      ),
    ).toEqual({
      ...{ asked: 'add', clinic: 'harbour', registryTable: 'registry', masterSecret: 'master' },
      settings: {
        ...{ name: 'Harbour Massage', timeZone: 'Europe/Lisbon' },
        ...{ techniques: ['sports', 'other'], takeOver: 'allowed' },
        ownTechniques: ['Hot stone', 'Cupping'],
      },
    });
    const owned = [
      'add',
      'harbour',
      '--time-zone',
      'Europe/Lisbon',
      '--owner',
      'a@b.example',
      '--user-pool',
      'p',
    ];
    expect(read(...owned)).toMatchObject({ asked: 'add', owner: { email: 'a@b.example', userPool: 'p' } });
    expect(() => read('show', 'harbour', '--owner', 'a@b.example')).toThrow('--owner goes with add');
    expect(read('forget', 'harbour', '--confirm', 'harbour')).toMatchObject({
      asked: 'forget',
      clinic: 'harbour',
    });
    expect(read('migrate', 'north', 'south', '--secrets', 'p/')).toMatchObject({
      clinics: ['north', 'south'],
    });
    expect(read('rotate', '--end-links')).toEqual({
      asked: 'rotate',
      masterSecret: 'master',
      endLinks: true,
    });
    expect(read('check-master', '--copy', 'kept.json')).toEqual({
      ...{ asked: 'check-master', masterSecret: 'master', copy: 'kept.json' },
    });
    expect(read('--help')).toEqual({ asked: 'help' });
  });

  it.each([
    [
      ['set', 'harbour', '--time-zone', 'CST'],
      '--time-zone CST: expected the name of a time zone in the IANA',
    ],
    [['set', 'harbour', '--opened-on', '1/1/2019'], '--opened-on 1/1/2019: expected a date that exists'],
    [['set', 'harbour', '--take-over', 'no'], '--take-over no: expected one of allowed, forbidden'],
    [['set', 'harbour'], 'at least one setting'],
    [['set', 'no clinic', '--take-over', 'allowed'], 'no clinic: expected a clinic id'],
    [['set', '--take-over', 'allowed'], 'Name one clinic'],
    [['show', 'harbour', '--take-over', 'allowed'], 'show changes no setting'],
    [['shew', 'harbour'], 'Say what to do: add, set'],
    [['add', 'harbour', '--name', 'Harbour'], '--time-zone'],
    [['add', 'harbour', '--time-zone', 'none'], '--time-zone'],
    [
      ['add', 'harbour', '--time-zone', 'Europe/Lisbon', '--language', 'pt'],
      '--language pt: expected one of en, es',
    ],
    [['set', 'harbour', '--name', ' Harbour'], '--name  Harbour: expected a name'],
    [
      ['set', 'harbour', '--techniques', 'sports,sports'],
      '--techniques sports,sports: expected a list of techniques',
    ],
    [['set', 'harbour', '--own-techniques', 'Sports'], 'expected names that are not alike'],
    [['set', 'harbour', '--techniques', 'sport'], '--techniques sport: expected a list of techniques'],
    [['forget', 'harbour'], '--confirm harbour'],
    [['forget', 'harbour', '--confirm', 'riverside'], '--confirm harbour'],
    [['show', 'harbour', '--confirm', 'harbour'], '--confirm goes with forget'],
    [['rotate', 'harbour'], 'name none'],
    [['check-master'], '--copy FILE'],
    [['rotate', '--copy', 'kept.json'], '--copy goes with check-master'],
    [['list', '--end-links'], '--end-links goes with rotate'],
    [['migrate', '--secrets', 'p/'], 'Name the clinics'],
    [['migrate', 'harbour'], '--secrets'],
  ])('%j is refused', (argv, message) => {
    expect(() => read(...argv)).toThrow(message);
  });

  it('asks for the table where nobody names it', () => {
    expect(() => readClinicArguments(['show', 'harbour'], {})).toThrow('--table');
    const added = ['add', 'harbour', '--time-zone', 'Europe/Lisbon', '--table', 'registry'];
    expect(() => readClinicArguments(added, {})).toThrow('--master');
    const zone = ['set', 'harbour', '--time-zone', 'Europe/Lisbon', '--table', 'registry'];
    expect(() => readClinicArguments(zone, {})).toThrow('--records-table');
    const opening = ['set', 'harbour', '--opened-on', '2019-01-01', '--table', 'registry'];
    expect(readClinicArguments(opening, {})).not.toHaveProperty('refresh');
  });

  it('leaves alone what is not named', () => {
    const held = { timeZone: 'Europe/Lisbon', openedOn: '2019-01-01', takeOver: 'forbidden' } as const;
    expect(changedSettings(held, { openedOn: null })).toEqual({
      timeZone: 'Europe/Lisbon',
      takeOver: 'forbidden',
    });
    expect(changedSettings(held, { takeOver: null })).toMatchObject({ takeOver: 'allowed' });
  });
});
