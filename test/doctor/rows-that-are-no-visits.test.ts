import { describe, expect, test } from 'vitest';
import { proposed } from './proposed.ts';

/** A table of three visits with one column more, and what is made of it. */
async function look(name: string, cells: readonly [string, string, string]) {
  const rows = cells.map(
    (cell, index) => `c-${index},2026-08-1${index} 10:00,2026-08-1${index} 11:00,Swedish,${cell}\n`,
  );
  const content = `Client ID,Start,End,Service,${name}\n${rows.join('')}`;
  const { told, skipped, outcome } = await proposed(content);
  return { told: told(name), skipped, outcome };
}

describe('a column that says yes or no of whether a visit took place', () => {
  test.each([
    ['Did not show?', 'No,Yes,No', { 'no-show': 1 }],
    ['Absent', 'no,yes,no', { 'no-show': 1 }],
    ['Nicht erschienen', 'nein,ja,nein', { 'no-show': 1 }],
    ['Ausgefallen', 'nein,ja,nein', { cancelled: 1 }],
    ['Storniert', 'nein,ja,nein', { cancelled: 1 }],
    ['Cancelada', 'não,sim,não', { cancelled: 1 }],
    ['Geannuleerd', 'nee,ja,nee', { cancelled: 1 }],
    ['Attended', 'Yes,No,Yes', { 'no-show': 1 }],
    ['Showed up?', 'Y,N,Y', { 'no-show': 1 }],
  ])('"%s" (%s)', async (name, cells, skipped) => {
    const seen = await look(name, cells.split(',') as [string, string, string]);
    expect(seen.skipped).toEqual(skipped);
    expect(seen.outcome.records).toEqual({ session: 2 });
  });

  test('one of which nobody knows what it says is told, since its rows are read all the same', async () => {
    const { told } = await look('Walked in', ['yes', 'no', 'no']);
    expect(told).toMatchObject([{ sure: 'unsure', why: expect.stringContaining('says yes or no') }]);
  });

  test('a column of other words of which some say so is told with them', async () => {
    const { told } = await look('Flag', ['ok', 'CANCELED', 'ok']);
    expect(told).toMatchObject([{ sure: 'unsure', why: expect.stringContaining('CANCELED') }]);
  });
});
