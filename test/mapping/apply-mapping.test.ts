import { describe, expect, test } from 'vitest';
import { mendableRow } from '../../shared/imports/mendable-row.ts';
import { NO_CLIENT } from '../../shared/mapping/draft-record.ts';
import { parseMapping } from '../../shared/mapping/mapping.ts';
import { FileBroken, type ImportItem } from '../../shared/records/files/file-item.ts';
import { mapped, mappingOf, recordsOf, refusalsOf, skippedOf } from './mapped.ts';

const SESSION = {
  type: 'session',
  fields: {
    sessionId: { derived: ['No', 'Start'], prefix: 'visit' },
    clientId: { column: 'No' },
    therapistId: { constant: 't-1' },
    startedAt: { column: 'Start' },
    endedAt: { after: 'startedAt', minutes: { column: 'Minutes' } },
    complaint: { constant: 'stress' },
    techniques: { column: 'Service', minutes: 'whole-session' },
    painBefore: { column: 'Before', missing: ['99'] },
    painAfter: { column: 'After' },
  },
};
const VISITS = { timeZone: 'America/Chicago', records: [SESSION] };
const HEADER = 'No,Start,Minutes,Service,Before,After\n';

const typedOf = (item: ImportItem) => ('typed' in item ? item.typed!()! : { text: '' });

describe('applyMapping', () => {
  test('a visit, from texts as a practice system writes them', async () => {
    const { items } = await mapped(
      `${HEADER}17,2026-08-03 10:00 AM,60 min,Swedish Massage,7.0,4\n`,
      mappingOf(VISITS),
    );
    expect(recordsOf(items)).toEqual([
      {
        type: 'session',
        clinicId: 'c',
        sessionId: expect.stringMatching(/^visit-[0-9a-f]{20}$/),
        clientId: '17',
        therapistId: 't-1',
        startedAt: '2026-08-03T10:00:00-05:00',
        endedAt: '2026-08-03T11:00:00-05:00',
        complaint: 'stress',
        techniques: [{ technique: 'relaxation', minutes: 60 }],
        painBefore: 7,
        painAfter: 4,
      },
    ]);
  });

  test('a visit past midnight of which the row names one day is refused by that reason, and no end is guessed', async () => {
    const end = { column: 'Day', time: 'To' };
    const visits = (endedAt: object) => {
      const startedAt = { column: 'Day', time: 'From' };
      const sessionId = { derived: ['No', 'Day', 'From'] };
      return mappingOf({
        ...VISITS,
        records: [{ ...SESSION, fields: { ...SESSION.fields, sessionId, startedAt, endedAt } }],
      });
    };
    const text = 'No,Day,From,To,Service,Before,After\n17,2026-08-03,23:30,00:15,Swedish,7,4\n';
    const { items } = await mapped(text, visits(end));
    expect(recordsOf(items)).toEqual([]);
    expect(refusalsOf(items)).toMatchObject([
      {
        ...{ code: 'inconsistent', path: 'endedAt' },
        message: expect.stringContaining(
          'if the visit went past midnight, it needs a column with the day on which it ended',
        ),
      },
    ]);
    const told = await mapped(
      text.replace('To,', 'To,Until,').replace('00:15,', '00:15,2026-08-04,'),
      visits({ column: 'Until', time: 'To' }),
    );
    expect(recordsOf(told.items)).toMatchObject([{ endedAt: '2026-08-04T00:15:00-05:00' }]);
    const slip = await mapped(text.replace('00:15', '12:15'), visits(end));
    expect(refusalsOf(slip.items)[0]!.message).not.toContain('midnight');
  });

  test('the same row has the same id, however it is spaced and wherever it stands', async () => {
    const row = '17,2026-08-03 10:00 AM,60,Swedish,7,4\n';
    const once = await mapped(`${HEADER}${row}`, mappingOf(VISITS));
    const again = await mapped(`${HEADER}18,2026-08-04 10:00 AM,60,Swedish,7,4\n${row}`, mappingOf(VISITS));
    expect(recordsOf(again.items)[1]).toEqual(recordsOf(once.items)[0]);
    expect(
      new Set(recordsOf(again.items).map((record) => 'sessionId' in record && record.sessionId)).size,
    ).toBe(2);
  });

  test.each(['481', '99999999999999999999', '-99999999999999999999'])(
    '%s minutes are refused',
    async (minutes) => {
      const { items } = await mapped(
        `${HEADER}17,2026-08-03 10:00,${minutes},Swedish,7,4\n`,
        mappingOf(VISITS),
      );
      expect(refusalsOf(items)).toMatchObject([{ path: 'endedAt', code: 'out-of-range' }]);
    },
  );

  test('a code for no answer leaves the score out and not the visit', async () => {
    const { items } = await mapped(`${HEADER}17,2026-08-03 10:00,60,Swedish,99,4\n`, mappingOf(VISITS));
    expect(recordsOf(items)[0]).not.toHaveProperty('painBefore');
    expect(recordsOf(items)[0]).toMatchObject({ painAfter: 4 });
  });

  describe('a column that names the zone of each row', () => {
    const zoned = (more: object = {}) =>
      mappingOf({
        ...VISITS,
        records: [
          {
            ...SESSION,
            fields: { ...SESSION.fields, startedAt: { column: 'Start', zone: 'Zone', ...more } },
          },
        ],
      });
    const read = (zone: string, start = '2026-08-03 10:00') =>
      mapped(`${HEADER.trim()},Zone\n17,${start},60,Swedish,7,4,${zone}\n`, zoned());

    test.each([
      ['America/New_York', '2026-08-03T10:00:00-04:00'],
      ['Europe/Lisbon', '2026-08-03T10:00:00+01:00'],
      ['UTC', '2026-08-03T10:00:00+00:00'],
      ['-07:00', '2026-08-03T10:00:00-07:00'],
      ['+0530', '2026-08-03T10:00:00+05:30'],
      ['GMT-3', '2026-08-03T10:00:00-03:00'],
      ['UTC+10:00', '2026-08-03T10:00:00+10:00'],
    ])('%s', async (zone, startedAt) => {
      expect(recordsOf((await read(zone)).items)).toMatchObject([{ startedAt }]);
    });

    test.each(['', 'EST', 'Chicago', 'america/chicago', '+15:30', '-05:75', '5'])(
      '"%s" is none: the row is refused by the name of the column, and the zone of the mapping is not guessed',
      async (zone) => {
        expect(refusalsOf((await read(zone)).items)).toMatchObject([
          {
            ...{ code: 'instant-without-offset', path: 'startedAt' },
            message: expect.stringContaining('in the column "Zone"'),
          },
        ]);
      },
    );

    test('a time with its offset needs none, and no clock shows a time that is skipped there', async () => {
      const own = await read('', '2026-08-03T10:00:00-05:00');
      expect(recordsOf(own.items)).toMatchObject([{ startedAt: '2026-08-03T10:00:00-05:00' }]);
      const skipped = await read('America/New_York', '2026-03-08 02:30');
      expect(refusalsOf(skipped.items)).toMatchObject([{ code: 'local-time-skipped' }]);
    });

    test('beside the zone of the column itself it is a fault', () =>
      expect(() => zoned({ timeZone: 'UTC' })).toThrow('expected a rule for a time'));
  });

  test('one row becomes a record for each of its scores, and none where it has none', async () => {
    const score = (column: string, window: string) => ({
      type: 'pain-score',
      needs: [column],
      fields: {
        scoreId: { joined: [{ column: 'Id' }, column.toLowerCase()] },
        clientId: { column: 'Who' },
        at: { column: 'At' },
        pain: { column },
        window: { constant: window },
      },
    });
    const mapping = mappingOf({
      records: [score('Now', 'now'), score('Week', 'past-week')],
      missing: ['NA'],
    });
    const { items, tally } = await mapped(
      'Id,Who,At,Now,Week\n1,a,2026-08-03T10:00:00Z,3,5\n2,a,2026-08-04T10:00:00Z,NA,4\n3,a,2026-08-05T10:00:00Z,NA,NA\n',
      mapping,
    );
    expect(recordsOf(items)).toMatchObject([
      { scoreId: '1-now', pain: 3, window: 'now' },
      { scoreId: '1-week', pain: 5, window: 'past-week' },
      { scoreId: '2-week', pain: 4, window: 'past-week' },
    ]);
    expect(tally.rows).toBe(3);
    expect(skippedOf(items)).toEqual({ 'nothing-said': 1 });
    expect(items.map(({ endByte }) => endByte)).toEqual([1, 2, 3, 4]);
  });

  test.each([
    'Total,,180,,18,9',
    ',,Total,3,18,9',
    'Summe,,"1.440,5",,18,',
    ',Total general,180,,,',
    'Total: 3,,180,,,',
  ])('a row of totals is passed over and counted: %s', async (row) => {
    const { items, tally } = await mapped(
      `${HEADER}17,2026-08-03 10:00,60,Swedish,7,4\n${row}\n`,
      mappingOf(VISITS),
    );
    expect(recordsOf(items)).toHaveLength(1);
    expect(refusalsOf(items)).toEqual([]);
    expect(skippedOf(items)).toEqual({ 'totals-row': 1 });
    expect([...tally.unknownWords]).toEqual([]);
  });

  test.each([
    ['a client called Total', 'Total,2026-08-03 10:00,60,Swedish,7,4', 'record'],
    ['a client called Total at a time that is a number', 'Total,46237.5,60,30,7,4', 'refusal'],
    ['totals of a client', '17,,60,Total,7,4', 'skipped'],
    ['a word of the trade without a client', ',,60,Swedish,7,4', 'refusal'],
    ['a word for totals without numbers', ',,,Total,,', 'refusal'],
  ])('%s', async (_what, row, becomes) => {
    const { items } = await mapped(`${HEADER}${row}\n`, mappingOf(VISITS));
    expect(items[0]).toHaveProperty(becomes);
  });

  test('an erasure of a client called Total is no row of totals', async () => {
    const erasure = {
      type: 'erasure',
      fields: { clientId: { column: 'Who' } },
    };
    const { items } = await mapped('Id,Who\n7,Total\n', mappingOf({ leftOut: ['Id'], records: [erasure] }));
    expect(items[0]).not.toHaveProperty('skipped');
  });

  test('rows that are no visits are counted by why, and an unknown status is refused', async () => {
    const rows = [
      { column: 'Status', held: ['Arrived'], skipped: { 'No Show': 'no-show' } },
      { column: 'Cancelled at', when: 'filled', as: 'cancelled' },
    ];
    const mapping = mappingOf({ ...VISITS, rows });
    const row = (status: string, cancelled: string) =>
      `17,2026-08-03 10:00,60,Swedish,7,4,${status},${cancelled}\n`;
    const text = `${HEADER.trim()},Status,Cancelled at\n${row('arrived', '')}${row('No Show', '')}${row('Arrived', '2026-08-01')}${row('Rolled', '')}`;
    const { items } = await mapped(text, mapping);
    expect(skippedOf(items)).toEqual({ 'no-show': 1, cancelled: 1 });
    expect(recordsOf(items)).toHaveLength(1);
    expect(refusalsOf(items)).toMatchObject([{ line: 5, code: 'unknown-code' }]);
  });

  test('a row that another rule passes over is, though nobody has said what its status means; neither yes nor no is refused', async () => {
    const rows = [
      { column: 'Status', held: ['Arrived'], skipped: {} },
      { column: 'Missed', when: 'yes', as: 'no-show' },
    ];
    const row = (status: string, missed: string) =>
      `17,2026-08-03 10:00,60,Swedish,7,4,${status},${missed}\n`;
    const text = `${HEADER.trim()},Status,Missed\n${row('Rolled', 'yes')}${row('Arrived', 'probably')}${row('Arrived', 'no')}`;
    const { items } = await mapped(text, mappingOf({ ...VISITS, rows }));
    expect(skippedOf(items)).toEqual({ 'no-show': 1 });
    expect(recordsOf(items)).toHaveLength(1);
    expect(refusalsOf(items)).toMatchObject([{ line: 3, code: 'wrong-type' }]);
  });

  test('a refused row tells all that is wrong with it, in the fields of the record, so that it can be mended', async () => {
    const { items } = await mapped(`${HEADER}17,03/08/2026 10:00,60,Swedsh,7.5,4\n`, mappingOf(VISITS));
    const [refusal] = refusalsOf(items);
    const codes = [refusal!, ...refusal!.also!].map(({ path, code }) => [path, code]);
    expect(codes).toEqual(
      expect.arrayContaining([
        ['startedAt', 'ambiguous-date'],
        ['painBefore', 'not-an-integer'],
        ['techniques', 'unknown-code'],
      ]),
    );
    const form = mendableRow('visits.csv', { ...refusal!, typed: typedOf(items[0]!) });
    expect(form?.fields).toEqual(
      expect.arrayContaining([
        { name: 'startedAt', text: '03/08/2026 10:00', problem: expect.stringContaining('day or the month') },
        { name: 'clientId', text: '17' },
      ]),
    );
  });

  test('what is left out is read nowhere', async () => {
    const mapping = mappingOf({ ...VISITS, leftOut: ['Name', 'Notes'] });
    const text = `${HEADER.trim()},Name,Notes\n17,2026-08-03 10:00,60,nothing known,7,4,Planted Person,secret note\n`;
    const { items } = await mapped(text, mapping);
    const told = JSON.stringify([items, items.map(typedOf)]);
    expect(told).toContain('nothing known');
    expect(told).not.toMatch(/Planted|secret/);
  });

  test('all columns that are absent or not named are told at once, before any row', async () => {
    const run = mapped(
      'No,Start,Minutes,Service,Name,Invoice\n17,2026-08-03,60,Swedish,x,y\n',
      mappingOf(VISITS),
    );
    await expect(run).rejects.toThrow(FileBroken);
    await expect(run).rejects.toThrow(/not there: "Before", "After".*not name: "Name", "Invoice"/);
  });

  test('a mapping that reads no client is refused once, and in a look every row by that cause', async () => {
    const { clientId: _, ...fields } = SESSION.fields;
    const mapping = mappingOf({ ...VISITS, records: [{ type: 'session', fields }] });
    const rows = `${HEADER}17,2026-08-03 10:00,60,Swedish,7,4\n18,2026-08-04 10:00,60,Swedish,7,4\n`;
    await expect(mapped(rows, mapping)).rejects.toMatchObject({
      ...{ code: 'missing-column', line: 1 },
      reason: expect.stringContaining('expected a column that tells one client from another'),
    });
    const { items } = await mapped(rows, mapping, { clinicId: 'c', isLook: true });
    const cause = { code: 'missing-field', path: 'clientId', message: NO_CLIENT };
    expect(refusalsOf(items)).toMatchObject([
      { line: 2, ...cause },
      { line: 3, ...cause },
    ]);
    expect(refusalsOf(items).map(({ also }) => also)).toEqual([undefined, undefined]);
  });

  test('words without a code are listed with their rows', async () => {
    const row = (service: string, day: number) => `17,2026-08-0${day} 10:00,60,${service},7,4\n`;
    const { tally } = await mapped(
      `${HEADER}${row('Cupping', 1)}${row('Zap', 2)}${row('Zap', 3)}`,
      mappingOf(VISITS),
    );
    expect([...tally.unknownWords.get('technique')!]).toEqual([
      ['Cupping', 1],
      ['Zap', 2],
    ]);
  });

  test('the time of a version: its column, the file, or the arrival', async () => {
    const text = `${HEADER}17,2026-08-03 10:00,60,Swedish,7,4\n`;
    const options = { clinicId: 'c', writtenAt: '2026-08-09T00:00:00Z' };
    const ofFile = await mapped(text, mappingOf({ ...VISITS, recordedAt: 'file' }), options);
    expect(recordsOf(ofFile.items)[0]).toMatchObject({ recordedAt: '2026-08-09T00:00:00+00:00' });
    const ofArrival = await mapped(text, mappingOf(VISITS), options);
    expect(recordsOf(ofArrival.items)[0]).not.toHaveProperty('recordedAt');
  });

  test('several techniques in a cell share the visit only where the mapping says so', async () => {
    const split = (minutes: string) =>
      mappingOf({
        ...VISITS,
        records: [
          {
            ...SESSION,
            fields: { ...SESSION.fields, techniques: { column: 'Service', split: ';', minutes } },
          },
        ],
      });
    const text = `${HEADER}17,2026-08-03 10:00,60,deep tissue; swedish,7,4\n`;
    const shared = await mapped(text, split('equal-shares'));
    expect(recordsOf(shared.items)[0]).toMatchObject({
      techniques: [
        { technique: 'deep-tissue', minutes: 30 },
        { technique: 'relaxation', minutes: 30 },
      ],
    });
    const whole = await mapped(text, split('whole-session'));
    expect(refusalsOf(whole.items)).toMatchObject([{ path: 'techniques', code: 'inconsistent' }]);
  });
});

describe('parseMapping', () => {
  const base = { mappingVersion: 1, source: { system: 's', report: 'r' } };
  test('names every fault by its place', () => {
    const fields = {
      nothing: { column: 'a' },
      startedAt: { derived: ['a'] },
      painBefore: { column: 'p', score: { form: 'stars' } },
    };
    const read = parseMapping({ ...base, timeZone: 'CST', records: [{ type: 'session', fields }] });
    expect('faults' in read && read.faults).toEqual([
      expect.stringContaining('timeZone: expected a time zone'),
      'records.0.fields.nothing: a session has no such field',
      expect.stringContaining('records.0.fields.startedAt: expected a rule for a time'),
      expect.stringContaining('records.0.fields.painBefore: expected a rule for a score'),
    ]);
  });

  test('an unknown key is a fault', () =>
    expect(parseMapping({ ...base, records: [SESSION], timezone: 'UTC' })).toHaveProperty('faults'));
});
