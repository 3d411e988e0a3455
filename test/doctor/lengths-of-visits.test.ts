import { describe, expect, test } from 'vitest';
import { proposed } from './proposed.ts';

describe('a length in other units than minutes', () => {
  test.each([
    ['Duration (hours)', '1', '1.5'],
    ['Duration (h)', '1', '2'],
    ['Dauer in Stunden', '1', '2'],
    ['Duration (seconds)', '300', '360'],
  ])('"%s" is never read as minutes, and told', async (name, one, two) => {
    const { fields, told, outcome } = await proposed(
      `Client ID,Start,${name},Service\nc-1,2026-08-13 10:00,${one},Swedish\nc-2,2026-08-14 10:00,${two},Swedish\n`,
    );
    expect(JSON.stringify(fields[0])).not.toContain(name);
    expect(told(name)).toMatchObject([{ why: expect.stringMatching(/hours|seconds/) }]);
    expect(outcome.records).toEqual({});
  });

  test('a clock under the name of hours is a length', async () => {
    const { outcome } = await proposed(
      'Client ID,Start,Duration (hours),Service\nc-1,2026-08-13 10:00,1:00,Swedish\nc-2,2026-08-14 10:00,1:30,Swedish\n',
    );
    expect(outcome.records).toEqual({ session: 2 });
  });
});

describe('techniques in columns of their own', () => {
  test('are told and not read as if the first had taken the whole visit', async () => {
    const { told, outcome } = await proposed(
      'Client ID,Start,End,Modality 1,Minutes 1,Modality 2,Minutes 2\nc-1,2026-08-13 10:00,2026-08-13 11:00,Swedish,30,Deep tissue,30\n',
    );
    expect(told('techniques')).toMatchObject([
      { sure: 'undecided', why: expect.stringMatching(/"Modality 1", "Modality 2".*Swedish \(30\)/) },
    ]);
    expect(outcome.records).toEqual({});
  });

  test('a second column that is never filled is no hindrance', async () => {
    const { outcome } = await proposed(
      'Client ID,Start,End,Technique 1,Technique 2\nc-1,2026-08-13 10:00,2026-08-13 11:00,Swedish,\n',
    );
    expect(outcome.records).toEqual({ session: 1 });
  });

  test('boxes to tick, one column each, are told too', async () => {
    const { told, outcome } = await proposed(
      'Client ID,Start,End,Technique (Swedish),Technique (Deep tissue)\nc-1,2026-08-13 10:00,2026-08-13 11:00,Checked,Unchecked\n',
    );
    expect(outcome.records).toEqual({});
    expect(told('techniques')).toMatchObject([{ sure: 'undecided' }]);
  });
});
