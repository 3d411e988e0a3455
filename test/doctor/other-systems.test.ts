import { describe, expect, test } from 'vitest';
import { examineFile } from '../../shared/doctor/examine-file.ts';
import { mapped, piecesOf, recordsOf } from '../mapping/mapped.ts';

const look = (content: string | Uint8Array, name = 'a.csv') =>
  examineFile(() => piecesOf(content, 4096), { name, timeZone: 'America/Chicago' });
const propose = async (content: string | Uint8Array) => {
  const seen = await look(content);
  if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error(JSON.stringify(seen));
  return { mapping: seen.proposal.mapping, outcome: seen.outcome! };
};

describe('a column for each visit', () => {
  const HEADER = 'Client,Visit 1 date,Visit 1 pain (0-10),Visit 2 date,Visit 2 pain (0-10)';

  test('a score is of the time of its visit, and never of the first', async () => {
    const { mapping, outcome } = await propose(`${HEADER}\nc-1,2026-08-03 10:00,7,2026-08-10 10:00,5\n`);
    expect(mapping.records.map(({ fields }) => [fields['at'], fields['scoreId']])).toMatchObject([
      [{ column: 'Visit 1 date' }, { derived: ['Client', 'Visit 1 date'] }],
      [{ column: 'Visit 2 date' }, { derived: ['Client', 'Visit 2 date'] }],
    ]);
    expect(outcome).toMatchObject({ records: { 'pain-score': 2 }, refused: 0 });
  });

  test('one whose name says no visit is never read', async () => {
    const { mapping } = await propose(`${HEADER},Pain\nc-1,2026-08-03 10:00,7,2026-08-10 10:00,5,3\n`);
    expect(mapping.leftOut).toEqual(['Pain']);
    expect(mapping.decisions).toContainEqual({
      about: 'Pain',
      sure: 'undecided',
      why: expect.stringContaining('does not say of which it is'),
    });
  });

  test.each(['2026-08-03,2026-08-10', '03/08/2026,10/08/2026'])(
    'called by its day (%s): what to do',
    async (days) => {
      const seen = await look(`Client,${days}\nc-1,7,5\nc-2,6,\n`);
      expect('proposal' in seen && seen.proposal).toMatchObject({
        undecided: [
          { about: 'records', why: expect.stringContaining('write a row for each visit or score') },
        ],
      });
    },
  );
});

test('a form says when it was filled in, which is not when the visit was', async () => {
  const row = (day: string) =>
    `2026-08-${day}T12:02:10-05:00;2026-08-${day}T12:04:00-05:00;K-1;2026-08-${day}T10:00:00-05:00;2026-08-${day}T11:00:00-05:00;swedish;5;${day};u-${day}`;
  const { mapping } = await propose(
    `start;end;general/client_code;general/visit_start;general/visit_end;care/technique;scores/pain_before;_id;_uuid\n${row('03')}\n${row('04')}\n`,
  );
  expect(mapping.records[0]!.fields).toMatchObject({
    startedAt: { column: 'general/visit_start' },
    endedAt: { column: 'general/visit_end' },
  });
});

test('without another time that is what is known', async () => {
  const { mapping } = await propose(
    'start,client_code,pain,_uuid\n2026-08-03T12:02:10-05:00,K-1,5,u-1\n2026-08-04T12:02:10-05:00,K-1,4,u-2\n',
  );
  expect(mapping.records[0]!.fields['at']).toEqual({ column: 'start' });
});

test('"Date & Time" of a visit is when it was, and no time of sending', async () => {
  const { mapping, outcome } = await propose(
    'Client ID,Date & Time,Service,Duration,Pain in,Pain out\n11,8/13/2026 2:30 PM,Swedish,60 min,6,3\n12,8/14/2026 2:30 PM,Swedish,60 min,6,3\n',
  );
  expect(mapping.records[0]!.fields['startedAt']).toEqual({ column: 'Date & Time' });
  expect(outcome).toMatchObject({ records: { session: 2 }, refused: 0 });
});

test('a late cancelling is one', async () => {
  const { outcome } = await propose(
    'Client ID,Date,Time,Visit Type,Late Cancel,No Show\n1,8/13/2026,10:00 AM,60 Min Swedish,No,No\n2,8/14/2026,10:00 AM,60 Min Swedish,Yes,No\n3,8/15/2026,10:00 AM,60 Min Swedish,No,Yes\n',
  );
  expect(outcome.skipped).toEqual(
    new Map([
      ['cancelled', 1],
      ['no-show', 1],
    ]),
  );
});

test('a form in Spanish asks how sore one is', async () => {
  const { outcome } = await propose(
    'Marca temporal,Dirección de correo electrónico,¿Cuánto dolor siente ahora? (0-10),¿Qué tan adolorido está? (0-10)\n13/08/2026 18:22:05,a@example.org,4,2\n',
  );
  expect(outcome).toMatchObject({ records: { 'pain-score': 2 }, refused: 0 });
});

test('an OpenDocument spreadsheet is told for what it is', async () => {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50);
  const seen = await look(
    Buffer.concat([head, Buffer.from('mimetypeapplication/vnd.oasis.opendocument.spreadsheet')]),
    'a.ods',
  );
  expect('unreadable' in seen && seen.unreadable.reason).toMatch(
    /OpenDocument file .*save the table as .xlsx or CSV/,
  );
});

test.each([
  ['$FL2@(#) SPSS DATA FILE', 'a.sav', 'a file of SPSS'],
  ['<stata_dta><header>', 'a.dta', 'a file of Stata'],
  ['BEGIN:VCALENDAR\r\n', 'a.ics', 'a calendar'],
])('%s is told for what it is', async (start, name, what) => {
  const seen = await look(Buffer.from(start), name);
  expect('unreadable' in seen && seen.unreadable.reason).toContain(what);
});

test('a file of Apple Numbers is told with how to export it', async () => {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50);
  const seen = await look(Buffer.concat([head, Buffer.from('Index/Document.iwa')]), 'a.numbers');
  expect('unreadable' in seen && seen.unreadable.reason).toMatch(/Apple Numbers.*export/);
});

test('the pain of a visit that is neither before nor after is never read, and told with what to do', async () => {
  const { mapping } = await propose(
    'Client ID,Start,How long,Service,Intake: pain level (0-10),Pain,Therapeute\n1,2026-08-03 10:00,60,Swedish,7,5,T\n2,2026-08-04 10:00,60,Swedish,6,4,T\n',
  );
  expect(mapping.records[0]!.fields).toMatchObject({
    painBefore: { column: 'Intake: pain level (0-10)' },
    endedAt: { minutes: { column: 'How long' } },
    therapistId: { column: 'Therapeute' },
  });
  expect(mapping.decisions).toContainEqual({
    about: 'Pain',
    sure: 'unsure',
    why: expect.stringContaining('does not say whether it is from before or after the visit'),
  });
});

test('PSFS by the labels of REDCap', async () => {
  const { outcome } = await propose(
    'Study ID,Date and time of assessment,PSFS activity 1,PSFS activity 1 score\n1,2026-08-03 10:22,reach the shelf,4\n2,2026-08-04 10:22,sit an hour,6\n',
  );
  expect(outcome).toMatchObject({ records: { measurement: 2 }, refused: 0 });
});

test.each([
  ['a list', (resource: object) => [resource, resource]],
  ['another object', (resource: object) => ({ data: { entry: [{ resource }, { resource }] } })],
])('resources of FHIR in %s are told for what they are', async (_, around) => {
  const observation = { resourceType: 'Observation', id: 'o-1', status: 'final' };
  const seen = await look(JSON.stringify(around(observation)), 'a.json');
  expect('proposal' in seen && seen.proposal).toMatchObject({
    undecided: [{ about: 'records', why: expect.stringMatching(/FHIR.*Bundle/) }],
  });
});

test('a code of ICD-10 that means a complaint is one, and another is asked for', async () => {
  const { outcome } = await propose(
    'Client ID,Start,End,Service,Diagnosis\n1,2026-08-13 10:00,2026-08-13 11:00,Swedish,M54.2 Cervicalgia\n2,2026-08-14 10:00,2026-08-14 11:00,Swedish,"M54.2, G44.2"\n3,2026-08-15 10:00,2026-08-15 11:00,Swedish,M54.50\n',
  );
  expect(outcome).toMatchObject({ records: { session: 1 }, refused: 2 });
});

test('the score of an instrument beside visits is told with how to bring it', async () => {
  const { mapping } = await propose(
    'Client ID,Start,End,Service,ODI\n1,2026-08-13 10:00,2026-08-13 11:00,Swedish,42\n',
  );
  expect(mapping.decisions).toContainEqual({
    about: 'ODI',
    sure: 'certain',
    why: expect.stringContaining('in percent, 0 to 100'),
  });
});

describe('lists within the entries of a list', () => {
  const at = (day: number) => `2026-08-0${day}T15:00:00Z`;
  const score = (day: number, client: string) => ({ at: at(day), client: { id: client }, pain: day });
  const whose = async (document: unknown) => {
    const content = JSON.stringify(document);
    const { mapping } = await propose(content);
    return recordsOf((await mapped(content, mapping)).items).map((record) => [
      record.type,
      'clientId' in record && record.clientId,
      'at' in record ? record.at.slice(0, 10) : 'startedAt' in record && record.startedAt.slice(0, 10),
    ]);
  };

  test('are the rows, where a document is pages of results', async () => {
    const pages = [
      { page: 1, results: [score(1, 'c-1'), score(2, 'c-2')] },
      { page: 2, results: [score(3, 'c-3')] },
    ];
    expect(await whose(pages)).toEqual([
      ['pain-score', 'c-1', '2026-08-01'],
      ['pain-score', 'c-2', '2026-08-02'],
      ['pain-score', 'c-3', '2026-08-03'],
    ]);
  });

  test('are the rows of the client in whose entry they lie', async () => {
    const visit = (day: number) => ({ startsAt: at(day), minutes: 60, service: 'Deep tissue' });
    const clients = [
      { id: 'c-1', name: 'A', visits: [visit(1), visit(2)] },
      { id: 'c-2', name: 'B', visits: [visit(3)] },
    ];
    expect(await whose({ clients })).toEqual([
      ['session', 'c-1', '2026-08-01'],
      ['session', 'c-1', '2026-08-02'],
      ['session', 'c-2', '2026-08-03'],
    ]);
  });

  test('are never read by the client of another entry', async () => {
    const line = JSON.stringify({ results: [score(1, 'c-1'), score(2, 'c-2')] });
    const { mapping } = await propose(`${line}\n${line}\n`);
    expect(mapping.records.map(({ needs }) => needs)).toEqual([['results[0].pain']]);
    expect(mapping.decisions).toContainEqual(
      expect.objectContaining({ about: 'results[1].pain', sure: 'undecided' }),
    );
  });
});
