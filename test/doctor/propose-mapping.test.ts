import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { examineFile } from '../../shared/doctor/examine-file.ts';
import { answeredMapping } from '../../shared/mapping/answered-mapping.ts';
import { scoreQuestions } from '../../shared/mapping/column-questions.ts';
import type { Mapping } from '../../shared/mapping/mapping.ts';
import { mapped, piecesOf, recordsOf, refusalsOf, skippedOf } from '../mapping/mapped.ts';
import { edits, shippedMappings } from './fixtures.ts';

const TIME_ZONE = 'America/Chicago';

/** Records by type that each file has, and rows that are passed over, counted by hand. */
const EXPECTED: Readonly<Record<string, [records: object, skipped: object]>> = {
  'acuity-appointments': [{ session: 3 }, { cancelled: 1 }],
  'clinicsense-appointments': [{ session: 3 }, { 'no-show': 1, cancelled: 1 }],
  'cliniko-appointments': [{ session: 2 }, { 'no-show': 1, cancelled: 1 }],
  'google-forms-checkin': [{ 'pain-score': 8 }, {}],
  'jane-appointments': [{ session: 4 }, { 'no-show': 1, cancelled: 4, 'not-held-yet': 1 }],
  'kobo-visit-form': [{ session: 4 }, {}],
  'redcap-scores': [{ 'pain-score': 7, measurement: 13 }, {}],
  'typeform-checkin': [{ 'pain-score': 5 }, {}],
  'square-appointments': [{ session: 3 }, { 'no-show': 1, cancelled: 3, 'not-held-yet': 1 }],
};

describe.each(shippedMappings())('$name', ({ name, file, content, mapping }) => {
  test('the mapping that ships reads its file', async () => {
    const { items } = await mapped(content, mapping);
    expect(refusalsOf(items)).toEqual([]);
    const counts: Record<string, number> = {};
    for (const { type } of recordsOf(items)) counts[type] = (counts[type] ?? 0) + 1;
    expect([counts, skippedOf(items)]).toEqual(EXPECTED[name]);
  });

  test('the proposal needs no edit', async () => {
    const seen = await examineFile(() => piecesOf(content, 4096), { name: file, timeZone: TIME_ZONE });
    if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error('nothing was proposed');
    expect(edits(seen.proposal.mapping, mapping)).toEqual([]);
    expect(seen.proposal.mapping.leftOut).toEqual(mapping.leftOut);
    expect(seen.proposal.mapping.decisions.filter(({ sure }) => sure === 'undecided')).toEqual([]);
    expect(seen.outcome).toMatchObject({ refused: 0 });
    const shipped = await mapped(content, mapping);
    const proposed = await mapped(content, seen.proposal.mapping);
    expect(recordsOf(proposed.items)).toEqual(recordsOf(shipped.items));
  });

  test('nothing of a name, an address or a note is in what comes out', async () => {
    const { items } = await mapped(content, mapping);
    expect(JSON.stringify(items)).not.toMatch(
      /Example|example\.org|555010|Sample|quiet|coat|slept|light|day before/,
    );
  });
});

const propose = async (content: string, timeZone?: string) => {
  const seen = await examineFile(() => piecesOf(content), { name: 'x.csv', ...(timeZone && { timeZone }) });
  if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error('nothing was proposed');
  return { mapping: seen.proposal.mapping, outcome: seen.outcome! };
};
const said = (decisions: readonly { about: string; sure: string }[], about: string) =>
  decisions.filter((decision) => decision.about === about).map(({ sure }) => sure);

describe('as people have their files', () => {
  const SESSION = ['sessionId', 'clientId', 'therapistId', 'startedAt', 'endedAt', 'complaint', 'techniques'];
  test.each([
    [
      'German, with a title, a decimal comma and a sum below',
      'Auswertung August;;;;;;;;\nDatum;Uhrzeit;Patientennr.;Behandler;Behandlung;Dauer;Diagnose;Schmerz vorher;Schmerz nachher\n03.08.2026;10.00 Uhr;1041;S;Triggerpunkt;60;Kopfschmerzen;7,5;4\n04.08.2026;11.30 Uhr;1042;S;Triggerpunkt;60;Kopfschmerzen;5;k. A.\nSumme;;;;;120;;;\n',
      [...SESSION, 'painBefore', 'painAfter'],
    ],
    [
      'French',
      'Date du rendez-vous;Heure;N° client;Praticien;Prestation;Durée (min);Motif;Douleur avant;Douleur après\n13/08/2026;10h00;A-12;J;Massage;60;Stress;5;2\n14/08/2026;14h30;A-13;J;Massage;60;Stress;5;2\n',
      [...SESSION, 'painBefore', 'painAfter'],
    ],
    [
      'Spanish',
      'Fecha,Hora de inicio,Hora de fin,ID de cliente,Terapeuta,Servicio,Motivo de consulta,Dolor antes,Dolor después\n15/08/2026,10:00,11:00,C1,M,Masaje,Dolor lumbar,8/10,5/10\n16/08/2026,10:00,11:00,C2,M,Masaje,Dolor lumbar,n/a,5/10\n',
      [...SESSION, 'painBefore', 'painAfter'],
    ],
    [
      'Portuguese, a form',
      'Carimbo de data/hora;Nº do cliente;Dor agora (0-10)\n03/08/2026 18:22:05;C-1;4\n14/08/2026 07:10:44;C-2;6\n',
      ['scoreId', 'clientId', 'at', 'pain'],
    ],
    [
      'scores with ranges, words and faces: those cells are refused, the columns are read',
      'Client ID,Date,Time,Service,Duration,Reason,Pain before,Pain after\n11,2026-08-03,10:00 AM,Swedish,60 min,Stress,7-8,4\n12,2026-08-04,11:00 AM,Swedish,60 min,Stress,about 5,😀\n13,2026-08-05,12:00 PM,Swedish,60 min,Stress,7/10,n/a\n',
      [...SESSION, 'painBefore', 'painAfter'],
    ],
  ])('%s', async (_, content, fields) => {
    const { mapping } = await propose(content, 'Europe/Berlin');
    expect(Object.keys(mapping.records[0]!.fields).toSorted()).toEqual(fields.toSorted());
    expect(said(mapping.decisions, 'clientId')).toEqual([]);
  });

  test('days as a spreadsheet counts them are read where their part tells the time', async () => {
    const { mapping, outcome } = await propose(
      'Client ID,Start,End,Service\n11,46237.4166,46237.4583,Swedish\n12,46238.5,46238.54,Swedish\n',
      TIME_ZONE,
    );
    expect(mapping.records[0]!.fields['startedAt']).toEqual({ column: 'Start', counted: 'spreadsheet-days' });
    expect(outcome).toMatchObject({ refused: 0, records: { session: 2 } });
  });

  test('and are told for what they are where they tell only the day', async () => {
    const content = 'Client ID,Date,Service\n11,46237,Swedish\n12,46238,Swedish\n';
    const seen = await examineFile(() => piecesOf(content), { name: 'a.csv' });
    expect(JSON.stringify('proposal' in seen && seen.proposal)).toContain(
      'as spreadsheets count days: give its cells',
    );
  });

  test('numbers from 0 to 10 under a name that says nothing are never read, and told', async () => {
    const content =
      'Client ID,Start,Minutes,Service,First,Second\n1,2026-08-03 10:00,60,Swedish,7,4\n2,2026-08-04 10:00,60,Swedish,6,4\n';
    const { mapping } = await propose(content, TIME_ZONE);
    expect([said(mapping.decisions, 'First'), said(mapping.decisions, 'Second')]).toEqual([
      ['unsure'],
      ['unsure'],
    ]);
  });
});

describe('what cannot be decided is said, and refused where it is not', () => {
  test('days that could be meant either way', async () => {
    const rows = ['03/04/2026 10:00', '05/06/2026 10:00']
      .map((at, index) => `p-${index},c-1,${at},5`)
      .join('\n');
    const { mapping, outcome } = await propose(`Id,Client,Timestamp,Pain\n${rows}\n`, TIME_ZONE);
    expect(mapping.dateOrder).toBeUndefined();
    expect(said(mapping.decisions, 'dateOrder')).toEqual(['undecided']);
    expect(outcome.groups.groups).toMatchObject([
      { code: 'ambiguous-date', rows: 2, first: [{ line: 2 }, { line: 3 }] },
    ]);
  });

  test('times without an offset and no zone', async () => {
    const { mapping, outcome } = await propose('Id,Client,Timestamp,Pain\np-1,c-1,2026-08-03 10:00,5\n');
    expect(said(mapping.decisions, 'timeZone')).toEqual(['undecided']);
    expect(outcome.groups.groups).toMatchObject([{ code: 'instant-without-offset', rows: 1 }]);
  });

  test('days alone, in a whole file: no mapping, and what to add', async () => {
    const content = 'Client ID,Date,Pain\nc-1,2026-08-03,5\nc-2,2026-08-04,3\n';
    const seen = await examineFile(() => piecesOf(content), { name: 'a.csv', timeZone: TIME_ZONE });
    expect('proposal' in seen && seen.proposal).toEqual({
      undecided: [
        {
          about: 'time',
          sure: 'undecided',
          why: expect.stringMatching(/^"Date" holds days without a time .* 2026-08-03, .* such as "Time"$/),
        },
      ],
    });
  });

  test.each([
    [
      'of one column',
      'Client ID,Date,Pain\nc-1,2026-08-03 10:00,5\nc-2,2026-08-04,3\nc-3,2026-08-05 11:00,3\n',
    ],
    [
      'whose time is in another',
      'Client ID,Date,Time,Pain\nc-1,2026-08-03,10:00,5\nc-2,2026-08-04,,3\nc-3,2026-08-05,11:00,3\n',
    ],
  ])('some days alone, %s: told before, and refused for that', async (_, content) => {
    const { mapping, outcome } = await propose(content, TIME_ZONE);
    const why = mapping.decisions.find(({ about }) => about === 'Date')?.why;
    expect(why).toMatch(/^1 of 3 have no time of day.* and are refused: a day alone does not tell/);
    expect(outcome.groups.groups).toMatchObject([
      { path: 'at', code: 'instant-without-time', rows: 1, first: [{ line: 3, found: '2026-08-04' }] },
    ]);
  });

  test('a line of 100 mm is never read as 0 to 10', async () => {
    const rows = ['72', '55', '8', '31'].map((pain, day) => `p-${day},c-1,2026-08-0${day + 1} 10:00,${pain}`);
    const { mapping, outcome } = await propose(`Id,Client,Timestamp,VAS\n${rows.join('\n')}\n`, TIME_ZONE);
    expect(mapping.records[0]?.fields['pain']).toMatchObject({
      score: { form: 'mm-of-100', rounding: 'refuse-parts' },
    });
    expect(outcome).toMatchObject({ records: {}, refused: 4 });
  });

  test('millimetres are kept as they are where a mapping says so, and are no pain from 0 to 10', async () => {
    const rows = ['72', '55', '8', '101'].map((mm, day) => `p-${day},c-1,2026-08-0${day + 1} 10:00,${mm}`);
    const content = `Id,Client,Timestamp,VAS\n${rows.join('\n')}\n`;
    const { mapping } = await propose(content, TIME_ZONE);
    const { scoreId, pain: _pain, ...who } = mapping.records[0]!.fields;
    const kept = {
      ...mapping,
      records: [
        {
          type: 'measurement' as const,
          fields: {
            ...{ measurementId: scoreId!, ...who },
            ...{ measure: { constant: 'pain-vas' }, value: { column: 'VAS' } },
          },
        },
      ],
    };
    const { items } = await mapped(content, kept);
    const records = recordsOf(items) as { type: string; measure?: string; value?: number }[];
    expect(records.map(({ type, measure, value }) => [type, measure, value])).toEqual([
      ['measurement', 'pain-vas', 72],
      ['measurement', 'pain-vas', 55],
      ['measurement', 'pain-vas', 8],
    ]);
    expect(refusalsOf(items)).toHaveLength(1);
  });

  test('words for pain wait for their numbers', async () => {
    const { mapping, outcome } = await propose(
      'Id,Client,Timestamp,Pain\np-1,c-1,2026-08-03 10:00,mild\n',
      TIME_ZONE,
    );
    expect(said(mapping.decisions, 'Pain')).toEqual(['undecided']);
    expect(outcome.tally.unknownWords.size).toBe(1);
  });

  test('a file without anything of ours says what is missing', async () => {
    const seen = await examineFile(() => piecesOf('Invoice,Amount\n1,20.00\n'), { name: 'x.csv' });
    expect(
      'proposal' in seen && 'undecided' in seen.proposal && seen.proposal.undecided.length,
    ).toBeGreaterThan(0);
  });
});

describe('what a file says is not lost on the way', () => {
  const VISITS = 'Client ID,Start,End,Techniques,Complaint,Pain before,Pain after';
  test.each([
    ['among words', 'Severe,Mild', 'Moderate,None'],
    ['among numbers', '7,2', '5,None'],
  ])('"None" %s of a score is asked for, and never taken for no answer', async (_, one, other) => {
    const { mapping, outcome } = await propose(
      `${VISITS}\nC1,2026-08-03 09:00,2026-08-03 10:00,Swedish,Stress,${one}\nC2,2026-08-04 09:00,2026-08-04 10:00,Swedish,Stress,${other}\n`,
      TIME_ZONE,
    );
    expect(mapping.missing).toBeUndefined();
    expect(said(mapping.decisions, 'Pain after')).toEqual(['undecided']);
    expect([...(outcome.tally.unknownWords.get('painAfter')?.keys() ?? [])]).toContain('None');
  });

  test('minutes that stand with the names of techniques are theirs', async () => {
    const content = `${VISITS}\nC1,2026-08-03 09:00,2026-08-03 10:00,"Deep tissue (40), Swedish (20)",Stress,7,2
C2,2026-08-04 09:00,2026-08-04 10:00,"Swedish 25 min, sports: 35",Stress,7,2
C3,2026-08-05 09:00,2026-08-05 10:00,Swedish,Stress,7,2
C4,2026-08-06 09:00,2026-08-06 10:00,"Swedish, sports",Stress,7,2\n`;
    const { mapping } = await propose(content, TIME_ZONE);
    const { items } = await mapped(Buffer.from(content), mapping);
    const techniques = recordsOf(items).map((record) => 'techniques' in record && record.techniques);
    expect(techniques).toMatchObject([
      [
        { technique: 'deep-tissue', minutes: 40 },
        { technique: 'relaxation', minutes: 20 },
      ],
      [
        { technique: 'relaxation', minutes: 25 },
        { technique: 'sports', minutes: 35 },
      ],
      [{ technique: 'relaxation', minutes: 60 }],
    ]);
    expect(refusalsOf(items)).toMatchObject([{ path: 'techniques', code: 'missing-field' }]);
  });

  test('times that are called UTC are not those of the clinic', async () => {
    const content =
      'Client ID,Submit Date (UTC),Pain now\nC1,2026-08-04 01:30:00,4\nC2,2026-08-05 12:00:00,3\n';
    const { mapping } = await propose(content, TIME_ZONE);
    const { items } = await mapped(Buffer.from(content), mapping);
    expect(recordsOf(items)).toMatchObject([
      { at: '2026-08-04T01:30:00+00:00' },
      { at: '2026-08-05T12:00:00+00:00' },
    ]);
  });

  test('seconds since 1970 are instants', async () => {
    const { mapping, outcome } = await propose('client,time,pain\nC1,1785747600,4\nC2,1785834000,3\n');
    expect(mapping.records[0]!.fields['at']).toEqual({ column: 'time', counted: 'unix-seconds' });
    expect(outcome).toMatchObject({ refused: 0, records: { 'pain-score': 2 } });
  });
});

describe('what is in a table is told from its texts', () => {
  test('scores that are listed one below the other', async () => {
    const content = `client,timestamp,measure,value
c1,2026-08-03T09:00:00Z,NPRS,6
c1,2026-08-03T09:00:00Z,ODI,34
c1,2026-08-03T09:00:00Z,Mood,3
c2,2026-08-11T09:00:00Z,Pain past week,5
`;
    const { mapping, outcome } = await propose(content, TIME_ZONE);
    const { items } = await mapped(Buffer.from(content), mapping);
    expect(recordsOf(items)).toMatchObject([
      { type: 'pain-score', clientId: 'c1', pain: 6 },
      { type: 'measurement', clientId: 'c1', measure: 'odi', value: 34 },
      { type: 'pain-score', clientId: 'c2', pain: 5, window: 'past-week' },
    ]);
    expect([...outcome.skipped]).toEqual([['nothing-said', 1]]);
    expect(JSON.stringify(mapping.decisions)).toContain('their rows are passed over: Mood');
  });

  test('where something was done is no reason for coming', async () => {
    const { mapping } = await propose(
      'Client ID,Start,End,Service,Muscles\nC1,2026-08-03 09:00,2026-08-03 10:00,Swedish,Neck\n',
      TIME_ZONE,
    );
    expect(mapping.records[0]!.fields['complaint']).toEqual({ constant: 'other' });
  });

  test('the hours of a visit from and to; two scores in one cell', async () => {
    const { mapping, outcome } = await propose(
      'Client No.,Date,From,To,Treatment,Pain (before/after)\n12,13/08/2026,09:00,10:00,Swedish,6/3\n',
      TIME_ZONE,
    );
    expect(outcome).toMatchObject({ refused: 0, records: { session: 1 } });
    expect(mapping.records[0]!.fields['endedAt']).toEqual({ column: 'Date', time: 'To' });
    expect(said(mapping.decisions, 'Pain (before/after)')).toEqual(['likely']);
  });

  test('scores below a cell that is merged over their columns', async () => {
    const head = [
      ['Client No.', 'Start', 'Minutes', 'Treatment', 'Pain', null],
      [null, null, null, null, 'Before', 'After'],
    ];
    const row = (day: number) => ['12', `2026-08-0${day} 10:00`, '60', 'Swedish', '6', '3'];
    const merges = [{ startRow: 0, startCol: 4, endRow: 0, endCol: 5 }];
    const book = await writeXlsx({ sheets: [{ name: 'S', rows: [...head, row(1), row(2)], merges }] });
    const seen = await examineFile(() => piecesOf(book), { name: 'x.xlsx', timeZone: TIME_ZONE });
    if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error('nothing was proposed');
    expect(seen.outcome).toMatchObject({ refused: 0, records: { session: 2 } });
    expect(seen.proposal.mapping.records[0]!.fields).toMatchObject({
      ...{ painBefore: { column: 'Pain Before' }, painAfter: { column: 'Pain After' } },
    });
  });

  test('sheets of other months are told, since none of their rows is read', async () => {
    const rows = (month: string) => [
      ['Client No.', 'Start', 'Minutes', 'Treatment'],
      ['12', `2026-${month}-03 10:00`, '60', 'Swedish'],
    ];
    const sheets = [
      { name: 'March', rows: [...rows('03'), ...rows('03').slice(1)] },
      { name: 'April', rows: rows('04') },
      {
        name: 'Prices',
        rows: [
          ['What', 'Price'],
          ['An hour', '95'],
        ],
      },
    ];
    const book = await writeXlsx({ sheets });
    const seen = await examineFile(() => piecesOf(book), { name: 'x.xlsx', timeZone: TIME_ZONE });
    if (!('proposal' in seen) || !('mapping' in seen.proposal)) throw new Error('nothing was proposed');
    expect(seen.proposal.mapping.decisions[0]).toMatchObject({
      about: 'sheets',
      sure: 'unsure',
      why: expect.stringMatching(/^"April" can be read too/),
    });
  });

  const PAIRS = 'Client No.,Start,Minutes,Treatment,NAME\n';
  const visits = (name: string, cells: readonly string[]) =>
    PAIRS.replace('NAME', name) +
    cells.map((cell, index) => `12,2026-08-0${index + 1} 10:00,60,Swedish,"${cell}"\n`).join('');
  const scoresIn = async (content: string, mapping: Mapping) =>
    recordsOf((await mapped(content, mapping)).items).map((record) => {
      const { painBefore, painAfter } = record as { painBefore?: number; painAfter?: number };
      return [painBefore, painAfter];
    });

  test.each([
    ['Pain before/after', ['6/3', '7/-', '8/2', '5/5', '6/1'], 'likely'],
    ['NRS (pre > post)', ['6 → 3', '7 → ?', '8 → 2', '5 → 5', '6 → 1'], 'likely'],
    ['Schmerz nachher/vorher', ['3/6', '-/7', '2/8', '5/5', '1/6'], 'likely'],
    [
      'Pain',
      ['before 6 after 3', '7 before', 'after 2, before 8', 'pre 5 post 5', 'before 6, after 1'],
      'certain',
    ],
  ])('%s: two scores in one cell, each on its side', async (name, cells, sure) => {
    const content = visits(name, cells);
    const { mapping, outcome } = await propose(content, TIME_ZONE);
    expect([outcome.refused, said(mapping.decisions, name)]).toEqual([0, [sure]]);
    expect(await scoresIn(content, mapping)).toEqual([
      ...[
        [6, 3],
        [7, undefined],
        [8, 2],
        [5, 5],
        [6, 1],
      ],
    ]);
  });

  test('of two scores whose order nobody has said none is read, until somebody says it', async () => {
    const content = visits('Pain', ['6/3', '7/4', '8/2']);
    const { mapping, outcome } = await propose(content, TIME_ZONE);
    expect([outcome.refused, said(mapping.decisions, 'painBefore')]).toEqual([3, ['undecided']]);
    const [question, ...others] = scoreQuestions(mapping);
    expect([question!.form, others]).toEqual(['pair', []]);
    const answered = answeredMapping(
      { mapping, unknownWords: {}, columns: [] },
      { [question!.name]: 'pair-after-first' },
    );
    if (!('mapping' in answered)) throw new Error(answered.faults.join());
    expect(answered.mapping.decisions.filter(({ sure }) => sure === 'undecided')).toEqual([]);
    expect(await scoresIn(content, answered.mapping)).toEqual([
      [3, 6],
      [4, 7],
      [2, 8],
    ]);
  });
});

// After the exports of Qualtrics (codes, questions, ids inside) and SurveyMonkey (questions, kinds of answers) as their help pages show them.
describe('headers of several lines', () => {
  test.each([
    [
      'codes, questions and ids',
      'StartDate,Status,ResponseId,ExternalReference,Q1_1\nStart Date,Response Type,Response ID,External Data Reference,"How is your pain right now, 0 to 10?"\n"{""ImportId"":""startDate""}","{""ImportId"":""status""}","{""ImportId"":""_recordId""}","{""ImportId"":""externalDataReference""}","{""ImportId"":""QID1_1""}"\n',
      '2026-08-05 09:12:33,IP Address,R_1,C-11,3\n2026-08-06 09:12:33,IP Address,R_2,C-12,5\n',
      { headerLine: 2, firstRowLine: 4 },
    ],
    [
      'questions and kinds of answers',
      'Respondent ID,Start Date,What is your client number?,How bad is your pain today?\n,,Open-Ended Response,Response\n',
      '1181,08/15/2026 09:12:33 AM,C-11,3\n1182,08/16/2026 10:00:00 PM,C-12,5\n',
      { firstRowLine: 3 },
    ],
  ])('%s', async (_, header, rows, file) => {
    const { mapping, outcome } = await propose(header + rows, TIME_ZONE);
    expect(mapping.file).toMatchObject(file);
    expect(outcome).toMatchObject({ refused: 0, records: { 'pain-score': 2 } });
    expect(said(mapping.decisions, 'header')).toEqual(['likely']);
    const { items } = await mapped(Buffer.from(header + rows), mapping);
    expect(recordsOf(items)).toMatchObject([{ clientId: 'C-11' }, { clientId: 'C-12' }]);
  });

  test('a first row without scores is a row', async () => {
    const { mapping, outcome } = await propose(
      'Client,Start,Service,Status,Minutes,Pain before\nC1,3 Aug 2026 9:00am,Swedish,No show,,\nC2,4 Aug 2026 9:00am,Swedish,Completed,60,5\n',
      TIME_ZONE,
    );
    expect(mapping.file?.firstRowLine).toBeUndefined();
    expect([...outcome.skipped]).toEqual([['no-show', 1]]);
  });
});

// As practice software of Germany, Portugal, Spain, France, Italy and the Netherlands calls them.
test.each([
  [
    'Kunden-Nr;Datum;Uhrzeit;Dauer (Min.);Behandlung;Schmerz vorher;Beschwerden;Status',
    '1;13.08.2026;09:00;60;Klassische Massage;6;Nackenschmerzen;Erledigt',
  ],
  [
    'N.º de cliente;Data;Hora;Duração (minutos);Serviço;Dor antes;Queixa;Estado',
    '1;13/08/2026;09:00;60;Massagem desportiva;6;Dor lombar;Concluído',
  ],
  [
    'Número de cliente;Fecha;Hora;Duración;Servicio;Dolor antes;Motivo;Estado',
    '1;13/08/2026;09:00;60;Masaje relajante;6;Estrés;Realizada',
  ],
  [
    'Numéro client;Date;Heure;Durée;Prestation;Douleur avant;Motif;Statut',
    '1;13 août 2026;09h00;60;Massage suédois;6;Lombalgie;Honoré',
  ],
  [
    'Numero cliente;Data;Ora;Durata;Trattamento;Dolore prima;Motivo;Stato',
    '1;13/08/2026;09:00;60;Massaggio sportivo;6;Cervicalgia;Effettuato',
  ],
  [
    'Klantnummer;Datum;Tijd;Duur;Behandeling;Pijn vooraf;Klacht;Status',
    '1;13-08-2026;09:00;60;Ontspanningsmassage;6;Hoofdpijn;Afgerond',
  ],
  [
    'Numer klienta;Data;Godzina;Czas trwania (min);Zabieg;Masażysta;Ból przed;Ból po;Dolegliwość;Status',
    '1;13.08.2026;09:00;60;Masaż klasyczny;t1;6;3;Ból szyi;Zrealizowana',
  ],
  [
    'Kundnummer;Datum;Tid;Längd (minuter);Behandling;Massör;Smärta före;Smärta efter;Besvär;Status',
    '1;2026-08-13;09:00;60;Klassisk massage;t1;6;3;Nackvärk;Genomförd',
  ],
  [
    'Kundenummer;Dato;Tidspunkt;Varighed (minutter);Behandling;Behandler;Smerte før;Smerte efter;Henvendelsesårsag;Status',
    '1;13-08-2026;09:00;60;Sportsmassage;t1;6;3;Nakkesmerter;Gennemført',
  ],
  [
    'Pasientnr;Dato;Klokkeslett;Varighet (min);Teknikk;Terapeut;Smerte før;Smerte etter;Plager;Status',
    '1;13.08.2026;09.00;60;Klassisk massasje;t1;6;3;Hodepine;Gjennomført',
  ],
  [
    '№ клиента;Дата;Время;Длительность (мин);Услуга;Массажист;Боль до;Боль после;Жалоба;Статус',
    '1;13.08.2026;09:00;60;Классический массаж;t1;6;3;Головная боль;Завершён',
  ],
  [
    '顧客番号;予約日;開始時間;所要時間（分）;メニュー;担当者;施術前の痛み;施術後の痛み;主訴;ステータス',
    '1;2026/08/13;09:00;60;スポーツマッサージ;t1;6;3;腰痛;来店済み',
  ],
  [
    'お客様ID;日時;施術時間;コース;スタッフ;痛み（前）;痛み（後）;お悩み;状態',
    'A-1;2026年8月13日（木） 9時30分;60;リラクゼーション;t1;6;3;肩こり;完了',
  ],
])('%s', async (header, row) => {
  const { mapping, outcome } = await propose(`${header}\n${row}\n`, 'Europe/Lisbon');
  expect(mapping.decisions.filter(({ sure }) => sure === 'undecided')).toEqual([]);
  expect(outcome).toMatchObject({ refused: 0, records: { session: 1 } });
  const { painBefore, clientId } = mapping.records[0]!.fields;
  expect([painBefore, clientId]).toEqual([expect.anything(), expect.anything()]);
  const after = header.split(';').find((name) => /\b(po|efter|etter)$|после|後/.test(name));
  expect(mapping.records[0]!.fields['painAfter']).toEqual(
    after === undefined ? undefined : { column: after },
  );
});

// What is called so is another measure, or another time, in any language.
test.each([
  'Ulga w bólu',
  'Cel (ból)',
  'Smärtlindring',
  'Smertelindring',
  'Уменьшение боли',
  'Цель: боль',
  '痛みの軽減',
  '目標の痛み',
  'Soulagement de la douleur',
  'Alivio del dolor',
])('%s is no score of pain', async (name) => {
  const { mapping } = await propose(
    `Client,Start,Service,Minutes,${name}\nC1,2026-08-03T10:00:00Z,Swedish,60,5\nC2,2026-08-04T10:00:00Z,Swedish,60,7\n`,
  );
  expect(mapping.leftOut).toContain(name);
});

test('a column of our own that is spelled otherwise is that column, where no other is', async () => {
  const columns = 'sessionId,client_id,therapistId,startedAt,endedAt,complaint,Techniques';
  const row = 's-1,c-1,t-1,2026-08-03T10:00:00Z,2026-08-03T11:00:00Z,stress,other=cupping:30';
  const { mapping, outcome } = await propose(`${columns}\n${row}\n`);
  expect(mapping.records[0]!.fields).toMatchObject({
    ...{ clientId: { column: 'client_id' }, techniques: { compact: 'Techniques' } },
  });
  expect(outcome).toMatchObject({ refused: 0, records: { session: 1 } });
  const twice = await propose(`${columns},clientId\n${row},c-9\n`);
  expect(twice.mapping.records[0]!.fields['clientId']).toEqual({ column: 'clientId' });
  expect(twice.mapping.leftOut).toEqual(['client_id']);
});

test('a number sign in a name is a number', async () => {
  const { mapping } = await propose(
    'Member #;Beginn;Ende;Anwendung\n4711;2026-08-03 10:00;2026-08-03 11:00;Klassische Massage\n4712;2026-08-04 10:00;2026-08-04 11:00;Klassische Massage\n',
  );
  expect(mapping.records[0]!.fields['clientId']).toEqual({ column: 'Member #' });
});

describe('forms of LimeSurvey', () => {
  test('have no time where they put down 1980, and codes before their questions', async () => {
    const { mapping, outcome } = await propose(
      'Response ID,Date submitted,G01Q01. Client number,Q1. Pain right now\n1,1980-01-01 00:00:00,17,7\n2,2026-08-04 10:00:00,18,6\n',
      TIME_ZONE,
    );
    expect(mapping.missing).toEqual(['1980-01-01 00:00:00']);
    expect(said(mapping.decisions, 'Date submitted')).toEqual(['certain']);
    expect(outcome).toMatchObject({ records: { 'pain-score': 1 }, refused: 1 });
    expect(outcome.groups.groups[0]).toMatchObject({ path: 'at', first: [{ line: 2 }] });
  });

  test('that keep the time of the last action alone are dated by that', async () => {
    const { mapping } = await propose(
      'Response ID,Date submitted,Time,Client number,Pain right now\n1,1980-01-01 00:00:00,2026-08-03 10:00:00,17,7\n2,1980-01-01 00:00:00,2026-08-04 10:00:00,18,6\n',
      TIME_ZONE,
    );
    expect(mapping.records[0]!.fields['at']).toEqual({ column: 'Time' });
  });

  test('with pain before and after but no word of what was done say so', async () => {
    const seen = await examineFile(
      () =>
        piecesOf(
          'Response ID,Date submitted,Q1. Client number,Q2. Pain before,Q3. Pain after\n1,2026-08-03 10:00:00,17,7,3\n',
        ),
      { name: 'x.csv', timeZone: TIME_ZONE },
    );
    if (!('proposal' in seen) || !('undecided' in seen.proposal)) throw new Error('something was proposed');
    expect(seen.proposal.undecided.map(({ about }) => about)).toEqual(['Q2. Pain before', 'Q3. Pain after']);
    expect(seen.proposal.undecided[0]!.why).toContain('no column says what was done there');
  });
});

test('percent may stand with their sign in a score of the ODI, and in no other', async () => {
  const file = (name: string) =>
    `Client ID,Date,${name}\n17,2026-08-03 10:00,42%\n18,2026-08-04 10:00,30.5 %\n19,2026-08-05 10:00,20\n`;
  const { mapping, outcome } = await propose(file('ODI score'), TIME_ZONE);
  expect(mapping.records[0]!.fields['value']).toEqual({ column: 'ODI score', percent: true });
  expect(outcome).toMatchObject({ records: { measurement: 3 }, refused: 0 });
  const points = await propose(file('NDI score'), TIME_ZONE);
  expect(points.outcome).toMatchObject({ records: { measurement: 1 }, refused: 2 });
});
