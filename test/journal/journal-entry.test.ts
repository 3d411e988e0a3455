import { describe, expect, test } from 'vitest';
import { refusalToReport } from '../../shared/access/may-report.ts';
import { CANNOT_TELL, readAnswers } from '../../shared/journal/journal-answers.ts';
import {
  heldOfEntry,
  isSettled,
  journalRecords,
  toldOf,
  WHOEVER_HOLDS_THE_LINK,
} from '../../shared/journal/journal-entry.ts';
import type { JournalForm } from '../../shared/journal/journal-form.ts';
import type { Measurement } from '../../shared/records/measurement.ts';
import { parseRecord, type SentRecord } from '../../shared/records/record.ts';
import type { Held } from '../../shared/records/versions/held.ts';
import { score } from '../outcomes/client-records.ts';

const now = new Date('2026-09-15T01:30:07.950Z');
const entryId = 'journal-6f1c2a3b-0000-4000-8000-000000000001';
const morning = '2026-09-14T08:00:00-05:00';
const form: JournalForm = {
  clinicId: 'riverside',
  client: 'x'.repeat(43),
  entryId,
  offset: '-05:00',
  questions: { goals: [] },
  moments: [{ moment: 'this-morning', at: morning }],
};
const regional: JournalForm = {
  ...form,
  questions: {
    bodyRegion: 'low-back',
    goals: [
      { goalId: 'g-1', measure: 'task:x' },
      { goalId: 'g-2', measure: 'psfs:running' },
    ],
  },
};
const goalsUntold = { 'goal-0': CANNOT_TELL, 'goal-1': CANNOT_TELL };

const answersTo = (asked: JournalForm, fields: Record<string, string>) => {
  const read = readAnswers(asked, fields, now);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.answers;
};
const problemsOf = (asked: JournalForm, fields: Record<string, string>) => {
  const read = readAnswers(asked, fields, now);
  return 'problems' in read ? read.problems : [];
};
const parsed = (records: object[]): SentRecord[] =>
  records.map((record) => {
    const result = parseRecord(record);
    if ('refusals' in result) throw new Error(JSON.stringify(result.refusals));
    return result.record;
  });
const reported = (
  asked: JournalForm,
  fields: Record<string, string>,
  held: ReturnType<typeof heldOfEntry> = [],
) => parsed(journalRecords(asked, answersTo(asked, fields), held, now));

describe('what a form reports', () => {
  test('is one score at the moment of sending, on the day of the client', () => {
    const at = '2026-09-14T20:30:07-05:00';
    expect(reported(form, { pain: '0', soreness: '10' })).toEqual([
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

  test('about a region keeps soreness apart, and answers about the goals that were asked', () => {
    const records = reported(regional, { pain: '3', soreness: '2', 'goal-0': 'yes', 'goal-1': '8' });
    expect(records).toMatchObject([
      { type: 'pain-score', scoreId: entryId, pain: 3, bodyRegion: 'low-back' },
      { type: 'pain-score', scoreId: `${entryId}-soreness`, soreness: 2 },
      { type: 'measurement', measurementId: `${entryId}-goal-0`, goalId: 'g-1', value: 1 },
      { type: 'measurement', measurementId: `${entryId}-goal-1`, goalId: 'g-2', value: 8 },
    ]);
    expect(records[0]).not.toHaveProperty('soreness');
    expect(records[1]).not.toHaveProperty('bodyRegion');
    expect(
      reported(regional, { ...goalsUntold, pain: '3', soreness: '0', 'goal-0': 'no' }).at(-1),
    ).toMatchObject({
      value: 0,
    });
  });

  test('what cannot be told is left out, and no number stands for it', () => {
    const [only, ...none] = reported(form, { pain: CANNOT_TELL, soreness: '2' });
    expect(none).toEqual([]);
    expect(only).not.toHaveProperty('pain');
    expect(reported(regional, { ...goalsUntold, pain: '3', soreness: CANNOT_TELL })).toHaveLength(1);
    const goalOnly = { pain: CANNOT_TELL, soreness: CANNOT_TELL, 'goal-0': CANNOT_TELL, 'goal-1': '0' };
    expect(reported(regional, goalOnly)).toMatchObject([{ type: 'measurement', goalId: 'g-2', value: 0 }]);
  });

  test('what was felt earlier is told of then, with its recall, and a goal as it stands now', () => {
    const records = reported(regional, {
      ...goalsUntold,
      pain: '3',
      soreness: '1',
      'goal-0': 'yes',
      when: 'this-morning',
    });
    expect(records).toMatchObject([
      { at: morning, window: 'past-24-hours', pain: 3 },
      { at: morning, window: 'past-24-hours', soreness: 1 },
      { type: 'measurement', at: '2026-09-14T20:30:07-05:00' },
    ]);
  });

  test('hours of recovery may be left empty', () => {
    const asked: JournalForm = {
      ...form,
      questions: { goals: [{ goalId: 'g-h', measure: 'recovery-hours' }] },
    };
    expect(reported(asked, { pain: '1', soreness: '1', 'goal-0': ' 36 ' }).at(-1)).toMatchObject({
      value: 36,
    });
    expect(reported(asked, { pain: '1', soreness: '1', 'goal-0': '' })).toHaveLength(1);
    expect(problemsOf(asked, { pain: '1', soreness: '1', 'goal-0': '1.5' })).toEqual([
      { field: 'goal-0', problem: 'hours' },
    ]);
  });
});

describe('degrees of a movement', () => {
  const asked: JournalForm = {
    ...form,
    questions: { goals: [{ goalId: 'g-d', measure: 'range-of-motion:shoulder-flexion' }] },
  };
  const sent = (degrees: string) => ({ pain: '1', soreness: '1', 'goal-0': degrees });

  test('are a measurement of their goal, or left empty', () => {
    expect(reported(asked, sent(' 120 ')).at(-1)).toMatchObject({
      ...{ type: 'measurement', goalId: 'g-d', value: 120 },
    });
    expect(reported(asked, sent('-5')).at(-1)).toMatchObject({ value: -5 });
    expect(reported(asked, sent(''))).toHaveLength(1);
  });

  test.each(['361', '12.5', 'far', '1e2'])('are refused as "%s"', (degrees) => {
    expect(problemsOf(asked, sent(degrees))).toEqual([{ field: 'goal-0', problem: 'degrees' }]);
  });
});

describe('what cannot be read', () => {
  test.each(['11', '-1', '7.5', '7/10', '', ' 3', '1e1', 'x', '03'])(
    'a pain of "%s" is refused, never mended',
    (pain) => {
      expect(problemsOf(form, { pain, soreness: '1' })).toEqual([{ field: 'pain', problem: 'score' }]);
    },
  );

  test('names every field at once, the unanswered too', () => {
    expect(problemsOf(regional, { 'goal-0': '1', 'goal-1': 'yes', when: 'tomorrow' })).toEqual([
      { field: 'pain', problem: 'score' },
      { field: 'soreness', problem: 'score' },
      { field: 'goal-0', problem: 'choice' },
      { field: 'goal-1', problem: 'score' },
      { field: 'when', problem: 'when' },
    ]);
  });

  test('is a moment that the form has not offered', () => {
    const answered = { pain: '1', soreness: '1' };
    expect(problemsOf(form, { ...answered, when: 'yesterday-evening' })).toEqual([
      { field: 'when', problem: 'when' },
    ]);
  });

  test('is that nothing can be told', () => {
    const nothing = { ...goalsUntold, pain: CANNOT_TELL, soreness: CANNOT_TELL };
    expect(problemsOf(regional, nothing)).toEqual([{ field: 'pain', problem: 'nothing' }]);
    // What was not asked is no answer.
    expect(problemsOf(form, { ...nothing, 'goal-0': 'yes' })).toEqual([
      { field: 'pain', problem: 'nothing' },
    ]);
  });
});

describe('an entry that is sent again', () => {
  const recordedAt = '2026-09-15T01:00:00+00:00';
  const at = '2026-09-14T20:00:00-05:00';
  const held = [
    score({ scoreId: entryId, at, pain: 7, recordedAt }),
    score({ scoreId: `${entryId}-soreness`, at, soreness: 2, recordedAt }),
    {
      ...{ type: 'measurement', measurementId: `${entryId}-goal-0`, goalId: 'g-1', value: 1, at, recordedAt },
    } as Held<Measurement>,
  ];
  const others = [
    score({ scoreId: 'journal-6f1c2a3b-0000-4000-8000-000000000002' }),
    score({ scoreId: `p-${entryId}` }),
  ];

  test('is known by the ids of its records', () => {
    expect(heldOfEntry([...others, ...held], entryId)).toEqual(held);
  });

  test('keeps the moment of which it told', () => {
    const again: JournalForm = { ...regional, firstTold: toldOf(held)! };
    expect(
      reported(again, { ...goalsUntold, pain: '4', soreness: '2', when: 'now' }, held).slice(0, 2),
    ).toMatchObject([
      { scoreId: entryId, at, window: 'now', pain: 4 },
      { scoreId: `${entryId}-soreness`, at, window: 'now' },
    ]);
    expect(toldOf(held.slice(2))).toBeUndefined();
  });

  test('takes back what it told before and does not tell any more', () => {
    const records = reported(regional, { ...goalsUntold, pain: '4', soreness: CANNOT_TELL }, held);
    expect(records).toMatchObject([
      { type: 'pain-score', scoreId: entryId, pain: 4 },
      { type: 'deletion', of: 'pain-score', id: `${entryId}-soreness` },
      { type: 'deletion', of: 'measurement', id: `${entryId}-goal-0` },
    ]);
  });

  test('within the hour; later it stays as it is', () => {
    const sinceThen = (seconds: number) => new Date(Date.parse(recordedAt) + seconds * 1000);
    expect(isSettled(held, sinceThen(3600))).toBe(false);
    expect(isSettled(held, sinceThen(3601))).toBe(true);
    expect(isSettled([], sinceThen(99_999))).toBe(false);
  });
});

describe('what an answered form may report', () => {
  const holder = { clinicId: 'riverside', role: 'client', clientId: WHOEVER_HOLDS_THE_LINK } as const;
  const owner = { clinicId: 'riverside', clientId: WHOEVER_HOLDS_THE_LINK };
  const may = (asked: Parameters<typeof refusalToReport>[0] & { role: 'client' }, record: object) =>
    refusalToReport(asked, record as SentRecord) === undefined;
  const measurement = { type: 'measurement', measurementId: 'm', goalId: 'g-1', ...owner };
  const consent = { type: 'consent', partnerReports: true, ...owner };
  const deletion = (of: string, id: string) => ({ type: 'deletion', of, id, ...owner });

  test('is how the goals stand that were asked about, and no other', () => {
    expect(may({ ...holder, asked: { entryId, goals: ['g-1'] } }, measurement)).toBe(true);
    expect(may({ ...holder, asked: { entryId, goals: ['g-2'] } }, measurement)).toBe(false);
    expect(may({ ...holder, asked: { consent: true } }, measurement)).toBe(false);
    expect(may(holder, measurement)).toBe(false);
  });

  test('is the end of what the same entry told, and of nothing else', () => {
    const asked = { ...holder, asked: { entryId, goals: [] } };
    for (const of of ['pain-score', 'measurement']) {
      expect(may(asked, deletion(of, entryId))).toBe(true);
      expect(may(asked, deletion(of, `${entryId}-soreness`))).toBe(true);
      expect(may(asked, deletion(of, `${entryId.slice(0, -1)}2`))).toBe(false);
      expect(may(holder, deletion(of, entryId))).toBe(false);
    }
    for (const of of ['session', 'goal', 'consent', 'care'])
      expect(may(asked, deletion(of, entryId))).toBe(false);
  });

  test('is a consent where a consent was asked for, and nowhere else', () => {
    expect(may({ ...holder, asked: { consent: true } }, consent)).toBe(true);
    expect(may({ ...holder, asked: { consent: true } }, { ...consent, clientId: 'another' })).toBe(false);
    expect(may({ ...holder, asked: { consent: true } }, deletion('consent', 'c-1'))).toBe(false);
    expect(may({ ...holder, asked: { entryId, goals: [] } }, consent)).toBe(false);
    expect(may(holder, consent)).toBe(false);
  });
});
