import { describe, expect, test } from 'vitest';
import { mapped, recordsOf } from '../mapping/mapped.ts';
import { examined, proposed } from './proposed.ts';

/** What is said where nothing can be proposed. */
async function undecided(content: string) {
  const seen = await examined(content);
  if (!('proposal' in seen) || !('undecided' in seen.proposal)) throw new Error('something was proposed');
  return seen.proposal.undecided;
}

/** A table of two visits with a column more. */
const visits = (name: string, first: string, second: string) =>
  `Start,End,Service,${name}\n2026-08-13 10:00,2026-08-13 11:00,Swedish,${first}\n2026-08-14 10:00,2026-08-14 11:00,Swedish,${second}\n`;

describe('the column of the client', () => {
  test.each([
    'Patient Guid',
    'Client UID',
    'PID',
    'SUBJID',
    'Nº historia',
    'Nº do utente',
    'Codice assistito',
    'MRN',
    'Identifiant patient',
  ])('%s', async (name) => {
    const { fields } = await proposed(visits(name, 'a-17', 'a-18'));
    expect(fields[0]!['clientId']).toEqual({ column: name });
  });
});

test.each(['Operatore', 'Mitarbeiterin', 'Medewerker', 'Profissional', 'Masseur'])(
  'who treated stands in "%s"',
  async (name) => {
    const { fields } = await proposed(visits(`Client ID,${name}`, 'c-1,Kim', 'c-2,Lou'));
    expect(fields[0]!['therapistId']).toEqual({ column: name });
  },
);

test('na is after in Dutch, where voor stands beside it', async () => {
  const { fields } = await proposed(visits('Cliëntnummer,VAS voor,VAS na', 'c-1,7,4', 'c-2,6,3'));
  expect(fields[0]).toMatchObject({ painBefore: { column: 'VAS voor' }, painAfter: { column: 'VAS na' } });
  const alone = await proposed(visits('Client ID,VAS na', 'c-1,4', 'c-2,3'));
  expect(alone.fields[0]).not.toHaveProperty('painAfter');
});

describe('over which time a score was asked for, in other languages', () => {
  test.each([
    ['Wie stark sind Ihre Schmerzen gerade?', 'Wie stark war der Schmerz in den letzten 24 Stunden?'],
    ['Douleur actuelle', 'Douleur au cours des dernières 24 heures'],
    ['Dolor ahora', 'Dolor en las últimas 24 horas'],
    ['Pijn nu', 'Pijn in de afgelopen 24 uren'],
  ])('%s and %s', async (now, past) => {
    const { fields } = await proposed(
      `Client ID,When,${now},${past}\nc-1,2026-08-13 10:00,6,7\nc-2,2026-08-14 10:00,3,4\n`,
    );
    expect(fields.map(({ pain, window }) => [pain, window])).toEqual([
      [{ column: now }, undefined],
      [{ column: past }, { constant: 'past-24-hours' }],
    ]);
  });
});

test('LimeSurvey writes the part of a question behind it', async () => {
  const { fields } = await proposed(
    'client,submitdate,NPRS[now]\nc-1,2026-08-13 10:00:00,6\nc-2,2026-08-14 10:00:00,3\n',
  );
  expect(fields).toMatchObject([{ pain: { column: 'NPRS[now]' } }]);
});

test('what KoboToolbox has ticked stands between blanks, and its end is no visit’s where minutes are asked for', async () => {
  const content = `start,end,client_id,visit/technique,visit/minutes,_uuid
2026-08-13T10:00:00-05:00,2026-08-13T11:05:00-05:00,c-1,deep_tissue swedish,60,u-1
2026-08-14T10:00:00-05:00,2026-08-14T11:05:00-05:00,c-2,deep_tissue,45,u-2
`;
  const { mapping } = await proposed(content);
  const [first, second] = recordsOf((await mapped(content, mapping)).items);
  expect(first).toMatchObject({ techniques: [{ minutes: 30 }, { minutes: 30 }] });
  expect(second).toMatchObject({ techniques: [{ technique: 'deep-tissue', minutes: 45 }] });
});

test('in and out are before and after, in one cell too', async () => {
  const { outcome } = await proposed(visits('Client ID,Pain scale in/out', 'c-1,7/4', 'c-2,5/2'));
  expect(outcome).toMatchObject({ records: { session: 2 }, refused: 0 });
});

test('centimetres of a line stand behind the numbers', async () => {
  const content = visits('Client ID,VAS before,VAS after', 'c-1,7 cm,40 mm', 'c-2,6.5 cm,"3,0 cm"');
  const { mapping, outcome } = await proposed(content);
  expect(outcome).toMatchObject({ records: { session: 1 }, refused: 1 });
  const { items } = await mapped(content, mapping);
  expect(recordsOf(items)).toMatchObject([{ painBefore: 7, painAfter: 4 }]);
});

describe('what cannot be read is told for what it is', () => {
  test.each([
    ['Pain (10 = no pain; 0 = worst)', '7', '3', '10 is the best'],
    ['Pain level', 'Moderate (5)', '10 - worst', 'holds texts such as "Moderate (5)"'],
  ])('%s', async (name, first, second, why) => {
    const told = await undecided(
      `Client ID,When,${name}\nc-1,2026-08-13 10:00,${first}\nc-2,2026-08-14 10:00,${second}\n`,
    );
    expect(told).toMatchObject([{ about: name, why: expect.stringContaining(why) }]);
  });

  test('a day in three columns', async () => {
    const told = await undecided('client_id,year,month,day,pain\n1,2026,8,13,6\n2,2026,8,14,5\n');
    expect(told).toMatchObject([
      { about: 'time', why: expect.stringContaining('"year", "month", "day" hold the parts of a day') },
    ]);
  });
});

test.each([
  '60 min RMT Massage',
  'Massage Therapy - 60 minutes',
  'Myotherapy 60',
  'Sports massage follow up',
])('"%s" is known, to the trade', async (service) => {
  const { outcome } = await proposed(
    `Client ID,Start,End,Service\nc-1,2026-08-13 10:00,2026-08-13 11:00,${service}\n`,
  );
  expect(outcome).toMatchObject({ records: { session: 1 }, refused: 0 });
});
