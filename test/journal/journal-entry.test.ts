import { describe, expect, test } from 'vitest';
import { refusalToReport } from '../../shared/access/may-report.ts';
import { journalRecords, WHOEVER_HOLDS_THE_LINK } from '../../shared/journal/journal-entry.ts';
import type { JournalForm } from '../../shared/journal/journal-form.ts';
import { parseRecord, type ReportedRecord } from '../../shared/records/record.ts';

const now = new Date('2026-09-15T01:30:07.950Z');
const entryId = 'journal-6f1c2a3b-0000-4000-8000-000000000001';
const form: JournalForm = {
  clinicId: 'riverside',
  client: 'x'.repeat(43),
  entryId,
  offset: '-05:00',
  questions: {},
};
const regional = {
  ...form,
  questions: { bodyRegion: 'low-back', task: { goalId: 'g-1', measure: 'task:x' } },
};

const parsed = (records: object[]) =>
  records.map((record) => {
    const result = parseRecord(record);
    if ('refusals' in result) throw new Error(JSON.stringify(result.refusals));
    return result.record;
  });

describe('what a form reports', () => {
  test('is one score at the moment of sending, on the day of the client', () => {
    const at = '2026-09-14T20:30:07-05:00';
    expect(parsed(journalRecords(form, { pain: '0', soreness: '10' }, now))).toEqual([
      {
        type: 'pain-score',
        clinicId: 'riverside',
        clientId: WHOEVER_HOLDS_THE_LINK,
        scoreId: entryId,
        at,
        window: 'now',
        pain: 0,
        soreness: 10,
      },
    ]);
  });

  test('about a region keeps soreness apart, and answers about the task that was asked', () => {
    const records = parsed(journalRecords(regional, { pain: '3', soreness: '2', mobility: 'yes' }, now));
    expect(records).toMatchObject([
      { type: 'pain-score', scoreId: entryId, pain: 3, bodyRegion: 'low-back' },
      { type: 'pain-score', scoreId: `${entryId}-soreness`, soreness: 2 },
      { type: 'measurement', measurementId: entryId, goalId: 'g-1', value: 1 },
    ]);
    expect(records[0]).not.toHaveProperty('soreness');
    expect(records[1]).not.toHaveProperty('bodyRegion');
    expect(parsed(journalRecords(regional, { pain: '3', mobility: 'no' }, now)).at(-1)).toMatchObject({
      value: 0,
    });
  });

  test('leaves out what was not answered and what was not asked', () => {
    expect(journalRecords(regional, { pain: '3', mobility: 'skip' }, now)).toHaveLength(1);
    expect(journalRecords(form, { pain: '3', mobility: 'yes' }, now)).toHaveLength(1);
    expect(() => journalRecords(form, {}, now)).toThrow('expected an answer');
    expect(() => journalRecords(form, { mobility: 'yes' }, now)).toThrow('expected an answer');
  });

  test.each(['11', '-1', '7.5', '7/10', '', ' 3', '1e1', 'x'])(
    'a pain of "%s" is refused, never mended',
    (pain) => {
      const [record] = journalRecords(form, { pain }, now);
      expect(parseRecord(record)).toMatchObject({ refusals: [{ path: 'pain' }] });
    },
  );

  test('a task is answered by yes or no and nothing else', () => {
    const [record] = journalRecords(regional, { mobility: '1' }, now);
    expect(parseRecord(record)).toMatchObject({ refusals: [{ path: 'value' }] });
  });

  test('is let through for the goal that was asked about and for no other', () => {
    const [measurement] = parsed(journalRecords(regional, { mobility: 'yes' }, now)) as [ReportedRecord];
    const holder = { clinicId: 'riverside', role: 'client', clientId: WHOEVER_HOLDS_THE_LINK } as const;
    expect(refusalToReport({ ...holder, goalId: 'g-1' }, measurement)).toBeUndefined();
    expect(refusalToReport({ ...holder, goalId: 'g-2' }, measurement)?.code).toBe('forbidden');
    expect(refusalToReport(holder, measurement)?.code).toBe('forbidden');
  });
});
