import { describe, expect, test } from 'vitest';
import { proposed } from './proposed.ts';

/** Of each score that is proposed its column and the columns of its time, and what is told of a column. */
async function times(content: string) {
  const { mapping, told, outcome } = await proposed(content);
  const pairs = mapping.records.map(({ needs, fields }) => {
    const { column, time } = fields['at'] as { column: string; time?: string };
    const id = fields['scoreId'] as { derived: string[] };
    return [needs?.[0], time ? `${column} ${time}` : column, id.derived.slice(1).join(' ')];
  });
  return { pairs, told: (about: string) => told(about)[0]?.why, outcome };
}

describe('a score is of its own time, and of no other', () => {
  test('by the numbers of its visit, wherever they stand (OpenClinica)', async () => {
    const { pairs } = await times(
      'Study Subject ID\tStudyEventStartDate_E1_C1\tNPRS_E1_C1\tStudyEventStartDate_E2_C1\tNPRS_E2_C1\nS-1\t2026-08-13 10:00\t7\t2026-08-20 10:00\t5\n',
    );
    const [one, two] = ['StudyEventStartDate_E1_C1', 'StudyEventStartDate_E2_C1'];
    expect(pairs).toEqual([
      ['NPRS_E1_C1', one, one],
      ['NPRS_E2_C1', two, two],
    ]);
  });

  test('by its place among columns that are called the same', async () => {
    const { pairs } = await times(
      'Client,Date,NPRS,Date,NPRS,Date,NPRS\nc-1,2026-08-13 10:00,7,2026-08-20 10:00,5,2026-08-27 10:00,4\n',
    );
    expect(pairs.map(([score, at]) => [score, at])).toEqual([
      ['NPRS', 'Date'],
      ['NPRS (2)', 'Date (2)'],
      ['NPRS (3)', 'Date (3)'],
    ]);
  });

  test('by the column that is called after it (Castor), and never of when the participant was entered', async () => {
    const { pairs, outcome } = await times(
      'Participant Id;Participant Creation Date;base_nprs_date;base_nprs;fu1_nprs_date;fu1_nprs\n110001;13-08-2026 09:00:00;13-08-2026 10:05;7;20-08-2026 11:00;4\n',
    );
    expect(pairs).toEqual([
      ['base_nprs', 'base_nprs_date', 'base_nprs_date'],
      ['fu1_nprs', 'fu1_nprs_date', 'fu1_nprs_date'],
    ]);
    expect(outcome).toMatchObject({ records: { 'pain-score': 2 }, refused: 0 });
  });

  test('one without such a column is never read where the others have one', async () => {
    const { pairs, told } = await times(
      'Client;base_nprs_date;base_nprs;fu1_nprs\nc-1;13-08-2026 10:05;7;4\n',
    );
    expect(pairs).toEqual([['base_nprs', 'base_nprs_date', 'base_nprs_date']]);
    expect(told('fu1_nprs')).toMatch(/"base_nprs_date".*never read/);
  });

  test('day and time of each visit stand apart', async () => {
    const { pairs } = await times(
      'Client,Visit 1 date,Visit 1 time,Visit 1 pain,Visit 2 date,Visit 2 time,Visit 2 pain\nc-1,2026-08-13,10:00,7,2026-08-20,11:00,5\n',
    );
    expect(pairs).toEqual([
      ['Visit 1 pain', 'Visit 1 date Visit 1 time', 'Visit 1 date Visit 1 time'],
      ['Visit 2 pain', 'Visit 2 date Visit 2 time', 'Visit 2 date Visit 2 time'],
    ]);
  });

  test('days of several visits and one time of day: no score has both', async () => {
    const seen = await times(
      'Client,Visit 1 date,Visit 1 pain,Visit 2 date,Visit 2 pain,Time\nc-1,2026-08-13,7,2026-08-20,5,10:00\n',
    ).catch((error: Error) => error.message);
    expect(JSON.stringify(seen)).toMatch(/"undecided|Visit 2 pain/);
    expect(seen).not.toMatchObject({ outcome: { records: { 'pain-score': 2 } } });
  });
});

test('two lines of a header in CSV: what stands over several columns is part of their names', async () => {
  const { pairs } = await times(
    ';Baseline;;Week 1;;Month 3;\nClient;Date;NPRS;Date;NPRS;Date;NPRS\nc-1;2026-08-13 10:00;7;2026-08-20 10:00;5;2026-11-13 10:00;3\n',
  );
  expect(pairs).toEqual([
    ['Baseline NPRS', 'Baseline Date', 'Baseline Date'],
    ['Week 1 NPRS', 'Week 1 Date', 'Week 1 Date'],
    ['Month 3 NPRS', 'Month 3 Date', 'Month 3 Date'],
  ]);
});
