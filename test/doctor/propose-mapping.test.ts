import { describe, expect, test } from 'vitest';
import { examineFile } from '../../shared/doctor/examine-file.ts';
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

  test('days as a spreadsheet counts them are told for what they are', async () => {
    const content =
      'Client ID,Start,End,Service\n11,46237.4166,46237.4583,Swedish\n12,46238.5,46238.54,Swedish\n';
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
