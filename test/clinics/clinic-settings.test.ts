import { describe, expect, it } from 'vitest';
import { clinicSettings, DEFAULT_SETTINGS } from '../../shared/clinics/clinic-settings.ts';

const messageOf = (input: object) => clinicSettings.safeParse(input).error?.issues[0];

describe('the settings of a clinic', () => {
  it('say nothing of a zone or an opening, and allow taking over, unless they are said', () => {
    expect(DEFAULT_SETTINGS).toEqual({ takeOver: 'allowed' });
    const said = { timeZone: 'America/Chicago', openedOn: '2019-01-01', takeOver: 'forbidden' };
    expect(clinicSettings.parse(said)).toEqual(said);
  });

  it.each(['Europe/Lisbon', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'US/Central', 'UTC'])(
    'take %s as a time zone',
    (timeZone) => expect(clinicSettings.parse({ timeZone }).timeZone).toBe(timeZone),
  );

  it.each(['CST', 'Chicago', '-05:00', '+0530', 'america/chicago', 'Europe/Lisboa', 'Mars/Olympus', '', 5])(
    'refuse %s and say what a time zone is called',
    (timeZone) => {
      expect(messageOf({ timeZone })?.path).toEqual(['timeZone']);
      expect(messageOf({ timeZone })?.message).toMatch(/IANA.*America\/Chicago/);
    },
  );

  it.each(['Harbour Massage', 'X', 'Clínica “Sol” & Söhne <3', 'Zoë 👩\u200D⚕️ Massage', 'می\u200Cخواهم'])(
    'take %j as a name',
    (name) => expect(clinicSettings.parse({ name }).name).toBe(name),
  );

  it.each([
    ' Harbour',
    'Harbour ',
    'Har\nbour',
    'Har\tbour',
    'Har\u2028bour',
    'Har\u202Ebour',
    'Har\u2067bour',
    '',
  ])('refuse %j as a name', (name) => expect(messageOf({ name })).toMatchObject({ path: ['name'] }));

  it.each([
    [['Hot stone', 'Schröpfen', '指圧']],
    [Array.from({ length: 30 }, (_, index) => `Technique ${index}`)],
    [['Care 💆', '<b>Cups & stones</b>']],
  ])('take %j as techniques of its own', (ownTechniques) => {
    expect(clinicSettings.parse({ ownTechniques }).ownTechniques).toEqual(ownTechniques);
  });

  it.each([
    [['Hot\u200Bstone'], [0], /invisible characters/],
    [['Hot\u202Estone'], [0], /invisible characters/],
    [[' Cupping'], [0], /without spaces around it/],
    [['Cupping, hot'], [0], /comma/],
    [['…'], [0], /a letter or digit/],
    [['a'.repeat(41)], [0], /1 to 40 characters/],
    [[5], [0], /expected the name of a technique/],
    [['Hot stone', 'hot-stone'], [1], /the same code as “Hot stone”/],
    [['Deep tissue'], [0], /the same code as “deep-tissue”/],
    [Array.from({ length: 31 }, (_, index) => `Technique ${index}`), [], /1 to 30 names/],
    [[], [], /1 to 30 names/],
  ])('refuse %j as techniques of its own', (ownTechniques, place, message) => {
    expect(messageOf({ ownTechniques })?.path).toEqual(['ownTechniques', ...place]);
    expect(messageOf({ ownTechniques })?.message).toMatch(message);
  });

  it('refuse a day that does not exist, a word they do not know, and a field they do not know', () => {
    expect(messageOf({ openedOn: '2019-02-29' })).toMatchObject({ path: ['openedOn'] });
    expect(messageOf({ takeOver: 'yes' })?.message).toBe('expected one of allowed, forbidden');
    expect(messageOf({ timezone: 'Europe/Lisbon' })).toMatchObject({ keys: ['timezone'] });
  });
});
