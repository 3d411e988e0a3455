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

test('what the makers of a form have answered themselves is nobody’s score', async () => {
  const { skipped, outcome } = await proposed(`Start Date,Response Type,Client ID,How is your pain right now?
2026-03-02 09:00:00,IP Address,c-1,6
2026-03-04 09:00:00,Survey Preview,test,1
2026-03-05 09:00:00,IP Address,c-2,5
`);
  expect(skipped).toEqual({ trial: 1 });
  expect(outcome.records).toEqual({ 'pain-score': 2 });
});

describe('a column of statuses that is not called so', () => {
  test.each([
    ['Attendance', 'Attended,Did not attend,Late cancellation', { 'no-show': 1, cancelled: 1 }, 1],
    ['Outcome', 'Attended,DNA,UTA', { 'no-show': 1, cancelled: 1 }, 1],
    ['Présence', 'Présent,Absent,Présent', { 'no-show': 1 }, 2],
    ['Label', ',No-show,', { 'no-show': 1 }, 2],
    ['ReviewState', ',rejected,approved', { cancelled: 1 }, 2],
    ['Appointment Status', 'Service Completed,No Show,Cancel', { 'no-show': 1, cancelled: 1 }, 1],
    ['ApptStatus', 'Arrived,FTA,Arrived', { 'no-show': 1 }, 2],
  ])('"%s" (%s)', async (name, cells, skipped, held) => {
    const seen = await look(name, cells.split(',') as [string, string, string]);
    expect(seen.skipped).toEqual(skipped);
    expect(seen.outcome.records).toEqual({ session: held });
    expect(seen.outcome.refused).toBe(0);
  });

  test.each([
    ['Invoice status', 'paid,void,paid'],
    ['Reminder', 'Confirmed,Cancelled,Confirmed'],
    ['Reminder status', 'Confirmed,Cancelled,Confirmed'],
    ['Intake status', 'Completed,Pending,Completed'],
    ['Red flags', 'Absent,Present,Absent'],
    ['Home exercise', 'Done,Missed,Done'],
    ['Deposit', 'Paid,Void,Paid'],
    ['Newsletter', 'Accepted,Declined,Accepted'],
    ['Outcome', 'Improved,DNA,Worse'],
  ])('"%s" (%s) is none of visits', async (name, cells) => {
    const seen = await look(name, cells.split(',') as [string, string, string]);
    expect(seen.skipped).toEqual({});
  });

  test('beside it a confirmed booking is no reason to pass over a visit', async () => {
    const content = `Client ID,Start,End,Service,Status,Came
c-1,2026-08-13 10:00,2026-08-13 11:00,Swedish,Confirmed,Arrived
c-2,2026-08-14 10:00,2026-08-14 11:00,Swedish,Confirmed,No-show
c-3,2026-08-15 10:00,2026-08-15 11:00,Swedish,Cancelled,
`;
    const { skipped, outcome } = await proposed(content);
    expect(skipped).toEqual({ 'no-show': 1, cancelled: 1 });
    expect(outcome.records).toEqual({ session: 1 });
  });
});

test.each(['Total', 'Summe'])(
  'sums below a table (%s) say nothing of its scores and are passed over',
  async (word) => {
    const content = `Client ID,Start,End,Service,Pain before
c-1,2026-08-10 10:00,2026-08-10 11:00,Swedish,7
c-2,2026-08-11 10:00,2026-08-11 11:00,Swedish,6
${word},,,,13
`;
    const { told, skipped, outcome } = await proposed(content);
    expect(told('Pain before')).toEqual([]);
    expect(skipped).toEqual({ 'totals-row': 1 });
    expect(outcome).toMatchObject({ records: { session: 2 }, refused: 0 });
  },
);
