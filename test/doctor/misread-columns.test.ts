import { describe, expect, test } from 'vitest';
import { mapped, recordsOf } from '../mapping/mapped.ts';
import { examined, proposed } from './proposed.ts';

/** A table of visits with two columns of its own at the end. */
const visits = (names: string, first: string, second = first) =>
  `Client ID,Start,End,Service,${names}\nc-1,2026-08-13 10:00,2026-08-13 11:00,Swedish,${first}\nc-2,2026-08-14 10:00,2026-08-14 11:00,Swedish,${second}\n`;

describe('a column called by pain that is none', () => {
  test.each([
    ['Pain relief before,Pain relief after', 'relief'],
    ['Client pain-free before,Client pain-free after', 'free'],
    ['Hours in pain before,Hours in pain after', 'hours'],
    ['Pain before (1-5),Pain after (1-5)', '1 to 5'],
    ['Pain before (/5),Pain after (/5)', '0 to 5'],
    ['Pain before (0 = worst),Pain after (0 = worst)', '10 is the best'],
    ['VAS before (cm),VAS after (cm)', 'centimetres'],
  ])('%s is never read, and told with what its name says', async (names, why) => {
    const { fields, told } = await proposed(visits(names, '4,2', '5,3'));
    expect(fields[0]).not.toHaveProperty('painBefore');
    expect(fields[0]).not.toHaveProperty('painAfter');
    expect(told(names.split(',')[0]!)).toMatchObject([{ why: expect.stringContaining(why) }]);
  });

  test.each(['Pain change after', 'Pain after 24h', 'Pain after (next day)'])(
    '"%s" is no pain after the visit',
    async (name) => {
      const { fields } = await proposed(visits(`Pain before,${name}`, '6,3'));
      expect(fields[0]).toMatchObject({ painBefore: { column: 'Pain before' } });
      expect(fields[0]).not.toHaveProperty('painAfter');
    },
  );

  test('a goal of pain is no pain', async () => {
    const { fields } = await proposed(
      'Client ID,Date,Pain now,Pain goal,Worst pain in last 24h\nc-1,2026-08-13 10:00,4,2,8\n',
    );
    expect(fields.map(({ pain }) => pain)).toEqual([
      { column: 'Pain now' },
      { column: 'Worst pain in last 24h' },
    ]);
  });

  test('a scale of a hundred that the name says is one, however low its scores', async () => {
    const { fields } = await proposed(visits('Pain before (0-100),Pain after (0-100)', '8,3'));
    expect(fields[0]!['painBefore']).toMatchObject({ score: { form: 'mm-of-100' } });
  });

  test('1 to 10 is read, and what to look for is told', async () => {
    const { fields, told } = await proposed(visits('Pain before (1-10),Pain after (1-10)', '8,3'));
    expect(fields[0]).toHaveProperty('painBefore');
    expect(told('Pain before (1-10)')).toMatchObject([
      { sure: 'unsure', why: expect.stringContaining('1 to 10') },
    ]);
  });

  test.each([
    [30, '8,1', '7,2', true],
    [30, '8,1', '7,0', false],
    [30, '8,2', '7,3', false],
    [5, '8,1', '7,2', false],
  ])('%i pairs of visits with %s and %s: a scale may begin at 1', async (pairs, one, other, isTold) => {
    const [header, ...rows] = visits('Pain before,Pain after', one, other).trimEnd().split('\n');
    const { told } = await proposed(`${[header, ...Array(pairs).fill(rows).flat()].join('\n')}\n`);
    const why = [{ sure: 'unsure', why: expect.stringContaining('the lowest of them is 1') }];
    expect(told('Pain after')).toEqual(isTold ? why.map((told) => expect.objectContaining(told)) : []);
  });
});

describe('two columns that may be the same score', () => {
  test('are both told, and neither is read', async () => {
    const { fields, told } = await proposed(
      visits(
        'Left shoulder pain before,Left shoulder pain after,Right shoulder pain before,Right shoulder pain after',
        '6,3,1,0',
      ),
    );
    expect(fields[0]).not.toHaveProperty('painBefore');
    expect(told('painBefore')).toMatchObject([
      {
        sure: 'undecided',
        why: expect.stringMatching(/"Left shoulder pain before".*"Right shoulder pain before"/),
      },
    ]);
    expect(told('Left shoulder pain before')).toEqual([]);
  });

  test('the plainest name is meant where there is one', async () => {
    const { fields } = await proposed(
      visits('Pain before,Pain after,Neck pain before,Neck pain after', '6,3,1,0'),
    );
    expect(fields[0]).toMatchObject({
      painBefore: { column: 'Pain before' },
      painAfter: { column: 'Pain after' },
    });
  });
});

describe('before and after a visit of which nobody says what was done', () => {
  test.each([
    ['Pain before,Pain after', '7,4'],
    ['PainIn,PainOut', '7,4'],
    ['Soreness before,Soreness after', '3,5'],
  ])('%s are no two scores of one time', async (names, scores) => {
    const seen = await examined(
      `Client ID,When,${names},Pain in general\nc-1,2026-08-13 10:00,${scores},5\nc-2,2026-08-14 10:00,${scores},4\n`,
    );
    if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error(JSON.stringify(seen));
    const { records, decisions } = seen.proposal.mapping;
    expect(records.map(({ needs }) => needs)).toEqual([['Pain in general']]);
    for (const name of names.split(','))
      expect(decisions.find(({ about }) => about === name)).toMatchObject({ sure: 'undecided' });
  });
});

test('the time at which a form was begun is told, where it stands for that of a visit', async () => {
  const { told } = await proposed(
    'Start time,Completion time,Client code,Pain BEFORE the session,Pain AFTER the session,Type of massage,Length of session\n3/2/2026 9:55:00,3/2/2026 10:05:12,C-11,7,3,Deep tissue,60 minutes\n3/14/2026 9:00:00,3/14/2026 9:02:10,C-12,5,2,Deep tissue,90 minutes\n',
  );
  expect(told('Start time')).toMatchObject([
    { sure: 'unsure', why: expect.stringContaining('form was begun') },
  ]);
});

describe('an id that is none of the visit', () => {
  test.each(['CaseId', 'Network ID', 'Episode ID', 'Device ID'])('%s', async (name) => {
    const { fields } = await proposed(visits(`${name},Notes`, 'x1,', 'x2,'));
    expect(fields[0]!['sessionId']).toMatchObject({ derived: ['Client ID', 'Start'] });
  });

  test.each(['Visit #', 'Session', 'Visit No.', 'Séance n°', 'Row ID'])('%s', async (name) => {
    const { fields } = await proposed(visits(`${name},Notes`, '4,', '9,'));
    expect(fields[0]!['sessionId']).toMatchObject({ derived: ['Client ID', 'Start'] });
  });

  test('is one that counts the rows of its file: the next file has the same', async () => {
    const { fields, told } = await proposed(visits('ID,Notes', '1,', '2,'));
    expect(fields[0]!['sessionId']).toMatchObject({ derived: ['Client ID', 'Start'] });
    expect(told('visit')).toMatchObject([{ why: expect.stringContaining('counts rows or visits') }]);
    const own = await proposed(visits('Appointment ID,Notes', '1,', '2,'));
    expect(own.fields[0]!['sessionId']).toEqual({ column: 'Appointment ID' });
  });
});

describe('a time that is not of the visit', () => {
  test('is when a form was sent to somebody: it is that of his answers', async () => {
    const { fields } = await proposed(
      'Castor Participant ID;Survey Creation Date;Survey Sent Date;Survey Completed On;nrs_pain\nc-1;01-08-2026 08:00;02-08-2026 08:00;13-08-2026 09:00;6\nc-2;01-08-2026 08:00;02-08-2026 08:00;14-08-2026 09:00;4\n',
    );
    expect(fields[0]!['at']).toEqual({ column: 'Survey Completed On' });
  });

  const BODY = 'Swedish,60,A-1';
  test.each([
    ['Created date', 'Scheduled date'],
    ['Booked on', 'Appointment'],
    ['Booking Date', 'Appointment Date'],
    ['Date created', 'Date'],
    ['Next appointment', 'Appointment'],
    ['Last visit', 'This visit'],
  ])('%s is never taken where %s is', async (other, meant) => {
    const { fields } = await proposed(
      `Client ID,${other},${meant},Service,Duration,Staff ID\nc-1,2026-08-01 09:00,2026-08-13 10:00,${BODY}\nc-2,2026-08-02 09:00,2026-08-14 10:00,${BODY}\n`,
    );
    expect(fields[0]!['startedAt']).toEqual({ column: meant });
  });

  test.each(['Created date', 'Participant Creation Date', 'Date of birth and time', 'Enrolled'])(
    '%s alone says nothing of when',
    async (name) => {
      const seen = await examined(`Client ID,${name},Pain\nc-1,2026-08-01 09:00,4\n`);
      expect('proposal' in seen && seen.proposal).toMatchObject({ undecided: [{ about: 'time' }] });
    },
  );
});

test.each(['Collector ID', 'Device ID', 'Client type', 'Client age', 'Form code'])(
  '"%s" is nobody\'s number',
  async (name) => {
    const { fields, told } = await proposed(
      `Entry,${name},Date,How is your pain now?\n1,17,2026-08-13 10:00,4\n2,17,2026-08-14 10:00,6\n`,
    );
    expect(fields[0]).not.toHaveProperty('clientId');
    expect(told('clientId')).toMatchObject([{ sure: 'undecided' }]);
  },
);

/** What is said where no mapping, or none of all columns, can be proposed. */
async function said(content: string) {
  const seen = await examined(content);
  return JSON.stringify('proposal' in seen ? seen.proposal : seen);
}

describe('who a record is of', () => {
  test.each([
    ['Staff email', 't@clinic.org', 't@clinic.org'],
    ['Clinic e-mail', 'desk@clinic.org', 'desk@clinic.org'],
    ['Customer', 'Jane', 'John'],
    ['Client', 'Roe', 'Poe'],
  ])('is not told by "%s" (%s)', async (name, one, two) => {
    const { fields } = await proposed(
      `${name},Start,End,Service\n${one},2026-08-13 10:00,2026-08-13 11:00,Swedish\n${two},2026-08-14 10:00,2026-08-14 11:00,Swedish\n`,
    );
    expect(fields[0]).not.toHaveProperty('clientId');
  });
});

describe('scores of pain of one time', () => {
  test('neck and back: none is read, and both are told', async () => {
    const text = await said('Client ID,Date,Neck pain,Back pain,Soreness\nc-1,2026-08-13 10:00,3,6,2\n');
    expect(text).toMatch(/"Neck pain\\?", \\?"Back pain\\?" are of the same time/);
    expect(text).not.toMatch(/"pain":\{"column"/);
  });

  test('the plainest is meant', async () => {
    const { fields } = await proposed(
      'Client ID,Date,Pain now (0-10),NPRS on movement\nc-1,2026-08-13 10:00,3,6\n',
    );
    expect(fields.map(({ pain }) => pain)).toEqual([{ column: 'Pain now (0-10)' }]);
  });
});

test('a list of scores has no relief among its pains', async () => {
  const { mapping } = await proposed(
    'subject,variable,value,datetime\ns1,NPRS,7,2026-08-13T10:00:00+02:00\ns1,Pain relief,6,2026-08-13T10:00:00+02:00\n',
  );
  expect(mapping.records.map(({ where }) => where?.is)).toEqual([['NPRS']]);
});

test.each([
  ['ODI (%),ODI raw', 'ODI (%)'],
  ['NDI %,NDI total', 'NDI total'],
  ['NDI percent,NDI (/50)', 'NDI (/50)'],
])('of %s the total is %s', async (names, total) => {
  const { fields } = await proposed(
    `Client ID,Date,${names}\nc-1,2026-08-13 10:00,42,21\nc-2,2026-08-14 10:00,36,18\n`,
  );
  expect(fields.map(({ value }) => value)).toEqual([{ column: total }]);
});

test('morning and afternoon in a column of their own are asked for with the time', async () => {
  const text = await said('Client ID,Date,Start,AM/PM,Duration,Service\nc-1,2026-08-13,2:30,PM,60,Swedish\n');
  expect(text).toMatch(/AM\/PM.*in one cell.*2:30 PM/);
  expect(text).not.toContain('startedAt');
});

test('two times in one cell are asked for in two', async () => {
  const text = await said(
    'Client ID,Date,Time,Service\nc-1,08/13/2026,2:30 PM - 3:30 PM,Swedish\nc-2,08/14/2026,10:00 AM - 11:00 AM,Swedish\n',
  );
  expect(text).toMatch(/Time.*2:30 PM - 3:30 PM.*columns of their own/);
});

test('a column of time zones is no region; where clients live is told, and no zone of visits', async () => {
  const { mapping, told } = await proposed(visits('Client time zone', 'Europe/Paris', 'America/Denver'));
  expect(JSON.stringify(mapping.records)).not.toContain('time zone');
  expect(told('Client time zone')).toMatchObject([{ why: expect.stringContaining('Europe/Paris') }]);
});

test('time in and time out are when a visit began and ended', async () => {
  const { outcome } = await proposed(
    'Client code,Date,Time in,Time out,Treatment\nA12,13 August 2026,2:30 PM,3:30 PM,Swedish\n',
  );
  expect(outcome.records).toEqual({ session: 1 });
});

test('a reason for cancelling says that the visit was', async () => {
  const { outcome } = await proposed(visits('Cancellation reason', '', 'ill'));
  expect(Object.fromEntries(outcome.skipped)).toEqual({ cancelled: 1 });
});

test('a response of SurveyMonkey is of when it was begun', async () => {
  const { fields } = await proposed(
    'Respondent ID,Collector ID,Date Created,Date Modified,Client code,How is your pain right now?\n11,4,08/13/2026 07:48:07 AM,08/13/2026 08:09:25 AM,C-17,4\n12,4,08/14/2026 07:48:07 AM,08/14/2026 08:09:25 AM,C-18,6\n',
  );
  expect(fields[0]).toMatchObject({ clientId: { column: 'Client code' }, at: { column: 'Date Created' } });
});

describe('a time that a database has written in two columns', () => {
  const two = (number: number) => String(number).padStart(2, '0');
  const rows = (day: (of: number) => string, time: (hour: number) => string) =>
    `No;Client ID;Date;Time;Until;Service\n1;c-1;${day(3)};${time(10)};${time(11)};Swedish\n2;c-2;${day(14)};${time(9)};${time(10)};Swedish\n`;
  test.each<[string, (of: number) => string, (hour: number) => string]>([
    ['Access, Europe', (of) => `${of}-8-2026 0:00:00`, (hour) => `30-12-1899 ${hour}:00:00`],
    ['Access, America', (of) => `8/${of}/2026 12:00:00 AM`, (hour) => `12/30/1899 ${hour}:00:00 AM`],
    ['ISO', (of) => `2026-08-${two(of)}T00:00:00.000Z`, (hour) => `1899-12-30T${two(hour)}:00:00`],
  ])('is read of both: %s', async (_, day, time) => {
    const { fields, outcome } = await proposed(rows(day, time));
    expect(fields[0]).toMatchObject({
      ...{
        startedAt: { column: 'Date', time: 'Time' },
        endedAt: { column: 'Date', time: 'Until' },
      },
    });
    expect(outcome).toMatchObject({ refused: 0, records: { session: 2 } });
  });

  test('is no night where the afternoon has lost its PM', async () => {
    const file = (times: string[]) =>
      `Client ID,Date,Start,Minutes,Service\n${times.map((time, day) => `c-1,2026-08-1${day},${time},60,Swedish\n`).join('')}`;
    const seen = await examined(file(['9:00', '12:30', '1:00', '3:30']));
    expect('proposal' in seen && seen.proposal).toMatchObject({
      undecided: [{ about: 'time', why: expect.stringContaining('"Start" holds times such as 1:00') }],
    });
    for (const times of [
      ['9:00', '13:00', '1:00'],
      ['9:00 AM', '1:00 PM'],
      ['9:00', '12:00'],
    ])
      expect((await proposed(file(times))).outcome.refused).toBe(0);
  });

  test('is no midnight where a mapping names it, either', async () => {
    const file =
      'Client ID;Date;Minutes;Service\nc-1;13-8-2026 10:00:00;60;Swedish\nc-2;14-8-2026 0:00:00;60;Swedish\n';
    const { outcome, told } = await proposed(file);
    expect(told('Date')).toMatchObject([{ sure: 'certain', why: expect.stringContaining('1 of 2') }]);
    expect(outcome).toMatchObject({ refused: 1, records: { session: 1 } });
  });

  test('is no midnight where the column of times is missing', async () => {
    const seen = await examined(
      'Client ID;Date;Minutes;Service\nc-1;13-8-2026 0:00:00;60;Swedish\nc-2;14-8-2026 0:00:00;60;Swedish\n',
    );
    expect('proposal' in seen && seen.proposal).toMatchObject({ undecided: [{ about: 'time' }] });
  });
});

test.each([',', '\t', ';', '|'])(
  'a number that a spreadsheet is forced to show as text is that text (%j)',
  async (separator) => {
    const text = [
      ['Client ID', 'Start', 'End', 'Service'],
      ['="007"', '2026-08-13 10:00', '2026-08-13 11:00', 'Swedish'],
      ['"=""008"""', '2026-08-14 10:00', '2026-08-14 11:00', '="Sports"'],
    ];
    const content = `${text.map((row) => row.join(separator)).join('\r\n')}\r\n`;
    const { outcome, mapping } = await proposed(content);
    expect(outcome).toMatchObject({ refused: 0 });
    const { items } = await mapped(content, mapping);
    expect(recordsOf(items)).toMatchObject([
      { clientId: '007' },
      { clientId: '008', techniques: [{ technique: 'sports' }] },
    ]);
  },
);

test.each([
  ['Mon 2 Mar 2026', '9am', '11.30am'],
  ['02.03.2026', '9h00', '11h30'],
  ['02mar2026', '9.00', '11.30'],
])('a day %s with times such as %s and %s', async (day, start, end) => {
  const { outcome } = await proposed(
    `Client ID;Date;Start;End;Service\nc-1;${day};${start};${end};Swedish\nc-2;${day.replace('2', '3')};${end};12:45;Swedish\n`,
  );
  expect(outcome).toMatchObject({ refused: 0, records: { session: 2 } });
});
