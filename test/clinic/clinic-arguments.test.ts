import { describe, expect, it } from 'vitest';
import { changedSettings, readClinicArguments } from '../../infra/clinic/clinic-arguments.ts';

const TABLE = { REGISTRY_TABLE: 'registry', RECORDS_TABLE: 'records', OUTCOMES_TABLE: 'outcomes' };
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
    [['show', 'harbour', '--take-over', 'allowed'], 'show changes nothing'],
    [['shew', 'harbour'], 'show or set'],
  ])('%j is refused', (argv, message) => {
    expect(() => read(...argv)).toThrow(message);
  });

  it('asks for the table where nobody names it', () => {
    expect(() => readClinicArguments(['show', 'harbour'], {})).toThrow('--table');
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
