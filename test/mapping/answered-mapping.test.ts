import { describe, expect, test } from 'vitest';
import {
  answeredMapping,
  columnAnswer,
  constantAnswer,
  NOT_READ,
} from '../../shared/mapping/answered-mapping.ts';
import type { Mapping } from '../../shared/mapping/mapping.ts';
import { NO_ANSWER, OWN_TECHNIQUE, openWords, PASS_OVER } from '../../shared/mapping/open-words.ts';
import { ownTechniquesIn } from '../../shared/mapping/own-technique-name.ts';
import { mapped, mappingOf, recordsOf, refusalsOf, skippedOf } from './mapped.ts';

const SESSION = {
  type: 'session',
  fields: {
    sessionId: { derived: ['No', 'Start'], prefix: 'visit' },
    clientId: { column: 'No' },
    therapistId: { constant: 'therapist-1' },
    startedAt: { column: 'Start' },
    endedAt: { after: 'startedAt', minutes: { column: 'Service', within: true } },
    complaint: { column: 'Reason' },
    techniques: { column: 'Service', minutes: 'whole-session' },
    painBefore: { column: 'Before' },
    painAfter: { column: 'After', score: { form: 'words', words: {} } },
  },
};
const MAPPING = mappingOf({
  records: [SESSION],
  rows: [{ column: 'Status', held: ['Arrived'], skipped: { 'No Show': 'no-show' } }],
  leftOut: ['Name', 'Staff'],
  decisions: [
    { about: 'timeZone', sure: 'undecided', why: 'times have no offset' },
    { about: 'endedAt', sure: 'undecided', why: 'nothing says how long visits take' },
  ],
});
const HEADER = 'No,Name,Staff,Start,Service,Reason,Status,Before,After\n';
const ROWS =
  HEADER +
  '17,Ana,T. Sample,03/08/2026 10:00,Qi Gong,Sore knee,Seen,70,mild\n' +
  '18,Ben,T. Sample,04/08/2026 10:00,Consultation,Sore knee,Arrived,20,none at all\n';
const COLUMNS = HEADER.trim()
  .split(',')
  .map((name) => ({ name, isId: name === 'No' }));

/** What is found in the file under a mapping, and what a form would ask. */
async function asked(mapping: Mapping) {
  const { tally } = await mapped(ROWS, mapping);
  const unknownWords = Object.fromEntries(
    [...tally.unknownWords].map(([name, words]) => [name, [...words]] as const),
  );
  return { mapping, unknownWords, columns: COLUMNS };
}

async function answered(mapping: Mapping, answers: Record<string, string>): Promise<Mapping> {
  const read = answeredMapping(await asked(mapping), answers);
  if ('mapping' in read) return read.mapping;
  throw new Error(read.faults.join('\n'));
}

/** The field of a form that asks for a word. */
async function fieldOf(mapping: Mapping, word: string): Promise<string> {
  const { unknownWords } = await asked(mapping);
  return openWords(mapping, unknownWords).find((one) => one.word === word)!.field;
}

describe('answeredMapping', () => {
  test('times that a column names the zones of are the clinic’s where that is said, and the column is left out', async () => {
    const zoned = { ...SESSION.fields, startedAt: { column: 'Start', zone: 'Staff' } };
    const mapping = mappingOf({ records: [{ ...SESSION, fields: zoned }], leftOut: ['Name', 'Status'] });
    const kept = await answered(mapping, { zones: 'row', timeZone: 'Europe/Lisbon' });
    expect(kept.records[0]!.fields['startedAt']).toEqual({ column: 'Start', zone: 'Staff' });
    const said = await answered(mapping, { zones: 'clinic', timeZone: 'Europe/Lisbon' });
    expect(said.records[0]!.fields['startedAt']).toEqual({ column: 'Start' });
    expect(said.leftOut).toEqual(['Name', 'Status', 'Staff']);
  });

  test('takes up answer after answer, until every row is a record or passed over', async () => {
    const times = await answered(MAPPING, {
      ...{ timeZone: 'Europe/Lisbon', dateOrder: 'day-first', minutes: '60', therapist: 'anna' },
      'form.0.painBefore': 'mm-half-up',
    });
    expect(times.decisions).toEqual([]);
    const status = await answered(times, { [await fieldOf(times, 'Seen')]: 'held' });
    const words = await answered(status, {
      [await fieldOf(status, 'Qi Gong')]: 'other',
      [await fieldOf(status, 'Consultation')]: PASS_OVER,
      [await fieldOf(status, 'Sore knee')]: 'stress',
      [await fieldOf(status, 'mild')]: '2',
    });
    const { items } = await mapped(ROWS, words);
    expect(refusalsOf(items)).toEqual([]);
    expect(skippedOf(items)).toEqual({ 'other-service': 1 });
    expect(recordsOf(items)).toMatchObject([
      {
        ...{ clientId: '17', therapistId: 'anna', complaint: 'stress', painBefore: 7, painAfter: 2 },
        ...{ startedAt: '2026-08-03T10:00:00+01:00', endedAt: '2026-08-03T11:00:00+01:00' },
        techniques: [{ technique: 'other', minutes: 60 }],
      },
    ]);
  });

  test("a word for a technique may be one of the clinic's own, whether it has no meaning yet or counts as other", async () => {
    const vocabularies = { technique: { Consultation: 'other' } };
    const times = await answered(
      { ...MAPPING, vocabularies, otherColumns: 'leave-out' },
      {
        ...{ timeZone: 'Europe/Lisbon', dateOrder: 'day-first', minutes: '60' },
        ...{ 'column.0.painAfter': NOT_READ, 'form.0.painBefore': 'mm-half-up' },
        'column.0.complaint': constantAnswer('stress'),
      },
    );
    const status = await answered(times, { [await fieldOf(times, 'Seen')]: 'held' });
    const mapping = await answered(status, {
      [await fieldOf(status, 'Qi Gong')]: OWN_TECHNIQUE,
      [await fieldOf(status, 'Consultation')]: OWN_TECHNIQUE,
    });
    expect(mapping.vocabularies!['technique']).toEqual({
      'Qi Gong': 'other=qi-gong',
      Consultation: 'other=consultation',
    });
    expect(recordsOf((await mapped(ROWS, mapping)).items)).toMatchObject([
      { techniques: [{ technique: 'other', own: 'qi-gong', minutes: 60 }] },
      { techniques: [{ technique: 'other', own: 'consultation', minutes: 60 }] },
    ]);
    expect(ownTechniquesIn(mapping)).toEqual([
      { code: 'consultation', name: 'Consultation' },
      { code: 'qi-gong', name: 'Qi Gong' },
    ]);
  });

  test('a column of counted times that is chosen by hand is read as it is counted', async () => {
    const columns = [
      ...COLUMNS,
      { name: 'Began', isId: true, clock: { counted: 'unix-seconds' as const } },
      { name: 'Seen (UTC)', isId: false, clock: { timeZone: 'UTC' } },
    ];
    const chosen = (index: number) => {
      const read = answeredMapping(
        { mapping: MAPPING, unknownWords: {}, columns },
        { 'column.0.startedAt': columnAnswer(index) },
      );
      return 'mapping' in read && read.mapping.records[0]!.fields['startedAt'];
    };
    expect(chosen(COLUMNS.length)).toEqual({ column: 'Began', counted: 'unix-seconds' });
    expect(chosen(COLUMNS.length + 1)).toEqual({ column: 'Seen (UTC)', timeZone: 'UTC' });
    expect(chosen(3)).toEqual({ column: 'Start' });
  });

  test('a word in a score may mean that there is no answer', async () => {
    const mapping = await answered(MAPPING, { [await fieldOf(MAPPING, 'none at all')]: NO_ANSWER });
    expect(mapping.records[0]!.fields['painAfter']).toMatchObject({
      missing: ['none at all'],
      score: { words: {} },
    });
    const { tally } = await mapped(ROWS, mapping);
    expect(tally.unknownWords.get('painAfter')).toBeUndefined();
  });

  test('reads a field from the column that is chosen; names stand for ids by a digest, and are left out no more', async () => {
    const mapping = await answered(MAPPING, {
      'column.0.therapistId': columnAnswer(2),
      'column.0.painAfter': NOT_READ,
      'column.0.complaint': constantAnswer('neck-pain'),
    });
    expect(mapping.records[0]!.fields).toMatchObject({
      therapistId: { derived: ['Staff'], prefix: 'therapist' },
      complaint: { constant: 'neck-pain' },
    });
    expect(mapping.records[0]!.fields).not.toHaveProperty('painAfter');
    expect(mapping.leftOut).toEqual(['Name']);
  });

  test('leaves all as it is where nothing is answered, and out what a mapping does not name where that is said', async () => {
    expect(await answered(MAPPING, {})).toEqual(MAPPING);
    const unnamed = { ...MAPPING, leftOut: [] };
    const read = answeredMapping(
      { mapping: unnamed, unknownWords: {}, columns: COLUMNS },
      { leaveOut: 'yes' },
    );
    expect(read).toMatchObject({ mapping: { leftOut: ['Name', 'Staff'] } });
  });

  test.each([
    ['timeZone', 'Chicago', 'timeZone: expected a time zone'],
    ['dateOrder', 'year-first', 'dateOrder'],
    ['minutes', 'an hour', 'fields.endedAt'],
    ['column.0.complaint', 'always:', undefined],
  ])('says what is wrong with %s = %s', async (field, answer, fault) => {
    const read = answeredMapping(await asked(MAPPING), { [field]: answer });
    expect('faults' in read ? read.faults.join() : undefined)[fault === undefined ? 'toBe' : 'toContain'](
      fault as never,
    );
  });

  test('an answer that no form offers changes nothing', async () => {
    const word = await fieldOf(MAPPING, 'Seen');
    expect(await answered(MAPPING, { [word]: 'erased', 'column.0.clientId': 'column:99' })).toEqual(MAPPING);
  });
});
