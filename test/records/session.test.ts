import { describe, expect, test } from 'vitest';
import { parseRecord } from '../../shared/records/record.ts';
import { contractExamples } from './contract-examples.ts';
import { refusalsOf, without } from './refusals-of.ts';

const session = () => contractExamples().session;

const wholeScore = 'expected a whole number from 0 to 10';
const anInstant = 'expected an RFC 3339 instant with an offset, such as "2026-08-03T10:00:00-05:00"';

const OWN =
  'expected the code of a technique of the clinic\'s own, in kebab-case of at most 40 characters, such as "hot-stone"';

describe('a session', () => {
  test('is taken as the contract has it', () => {
    expect(parseRecord(session())).toEqual({ record: session() });
  });

  test('needs no scores, phases or any other optional field', () => {
    const {
      painBefore: _before,
      painAfter: _after,
      phases: _phases,
      assessments: _assessments,
      rangeOfMotion: _range,
      referral: _referral,
      aftercare: _aftercare,
      ...bare
    } = session();
    expect(parseRecord(bare)).toEqual({ record: bare });
  });

  test.each([0, -0])('keeps a score of %s as 0', (painAfter) => {
    const parsed = parseRecord({ ...session(), painAfter });
    expect(parsed).toHaveProperty('record.painAfter', 0);
    expect(Object.is((parsed as { record: { painAfter: number } }).record.painAfter, 0)).toBe(true);
  });

  test.each([
    [7.5, 'not-an-integer', `${wholeScore}, not a decimal; scores are never rounded`],
    ['7/10', 'wrong-type', `${wholeScore}, not text of the form n/10; send the number alone`],
    ['7', 'wrong-type', `${wholeScore}, not text`],
    ['6-7', 'wrong-type', `${wholeScore}, not text`],
    [11, 'out-of-range', `${wholeScore}; this one lies outside`],
    [-2, 'out-of-range', `${wholeScore}; this one lies outside`],
    [
      99,
      'out-of-range',
      `${wholeScore}; this one lies outside, and looks like a code for "no answer"; a score that nobody has given is left empty or out`,
    ],
    [
      -1,
      'out-of-range',
      `${wholeScore}; this one lies outside, and looks like a code for "no answer"; a score that nobody has given is left empty or out`,
    ],
    ['NA', 'wrong-type', `${wholeScore}, not text; a score that nobody has given is left empty or out`],
    ['none', 'wrong-type', `${wholeScore}, not text`],
    [
      '7,5',
      'wrong-type',
      `${wholeScore}, not a decimal, as this is with its comma; scores are never rounded`,
    ],
    [null, 'wrong-type', `${wholeScore}, not null; leave a missing value out`],
    [true, 'wrong-type', `${wholeScore}, not a boolean`],
    [[7], 'wrong-type', `${wholeScore}, not a list`],
    [{}, 'wrong-type', `${wholeScore}, not an object`],
  ])('refuses the score %j', (painBefore, code, message) => {
    expect(refusalsOf({ ...session(), painBefore })).toEqual([{ code, path: 'painBefore', message }]);
  });

  test.each([
    ['2026-08-03T10:00:00', 'instant-without-offset', `${anInstant}; the offset is missing`],
    [
      '31/04/2026',
      'invalid-instant',
      `${anInstant}; the day and the month come first; the year is expected first, then the month, then the day`,
    ],
    ['2026-04-31T10:00:00-05:00', 'invalid-instant', `${anInstant}; there is no such day, time or offset`],
    [
      '2026-08-03',
      'invalid-instant',
      `${anInstant}; this is a day alone: the time and the offset are missing`,
    ],
    [1785769200, 'wrong-type', anInstant],
    [null, 'wrong-type', anInstant],
  ])('refuses to start at %j', (startedAt, code, message) => {
    expect(refusalsOf({ ...session(), startedAt })).toEqual([{ code, path: 'startedAt', message }]);
  });

  test.each(['2026-08-03T09:59:59-05:00', '2026-08-03T10:00:00-05:00', '2026-08-03T16:00:00+02:00'])(
    'refuses to end at %s, before or when it starts',
    (endedAt) => {
      const message = 'expected the session to end after it starts';
      expect(refusalsOf({ ...session(), endedAt })).toEqual([
        { code: 'inconsistent', path: 'endedAt', message },
      ]);
    },
  );

  test('may last 8 hours and not a second more', () => {
    expect(refusalsOf({ ...session(), endedAt: '2026-08-03T18:00:00-05:00' })).toEqual([]);
    expect(refusalsOf({ ...session(), endedAt: '2026-08-03T18:00:01-05:00' })).toEqual([
      { code: 'inconsistent', path: 'endedAt', message: 'expected a session of at most 8 hours' },
    ]);
  });

  test('refuses an unknown field by its name, wherever it stands', () => {
    const message = (name: string) =>
      `the field "${name}" is not part of this record; expected only fields of the record contract`;
    const spoiled = {
      ...session(),
      clientName: 'A. Client',
      techniques: [{ technique: 'deep-tissue', minutes: 45, note: 'tender' }],
      phases: { intake: 8, lunch: 30 },
    };
    expect(refusalsOf(spoiled)).toEqual([
      { code: 'unknown-field', path: 'techniques[0].note', message: message('note') },
      { code: 'unknown-field', path: 'phases.lunch', message: message('lunch') },
      { code: 'unknown-field', path: 'clientName', message: message('clientName') },
    ]);
  });

  test('refuses a field named __proto__ like any other', () => {
    const parsed: unknown = JSON.parse(`{"__proto__":{"a":1},${JSON.stringify(session()).slice(1)}`);
    expect(refusalsOf(parsed)).toMatchObject([{ code: 'unknown-field', path: '__proto__' }]);
  });

  test.each(['sessionId', 'clientId', 'therapistId', 'clinicId'] as const)('needs %s', (field) => {
    expect(refusalsOf(without(session(), field))).toMatchObject([{ code: 'missing-field', path: field }]);
  });

  test.each([
    ['startedAt', anInstant],
    ['endedAt', anInstant],
    ['complaint', expect.stringMatching(/^expected one of chronic-low-back-pain, .*, other$/)],
    ['techniques', 'expected a list of 1 to 50 techniques with their minutes'],
  ] as const)('needs %s and says what it is', (field, message) => {
    expect(refusalsOf(without(session(), field))).toEqual([{ code: 'missing-field', path: field, message }]);
  });

  test('may leave it to its arrival when it was written', () => {
    expect(refusalsOf(without(session(), 'recordedAt'))).toEqual([]);
  });

  test('needs at least one technique with its minutes', () => {
    expect(refusalsOf({ ...session(), techniques: [] })).toEqual([
      {
        code: 'out-of-range',
        path: 'techniques',
        message: 'expected a list of 1 to 50 techniques with their minutes',
      },
    ]);
    expect(refusalsOf({ ...session(), techniques: [{ technique: 'deep-tissue' }] })).toEqual([
      {
        code: 'missing-field',
        path: 'techniques[0].minutes',
        message: 'expected more than 0 and at most 480 minutes',
      },
    ]);
  });

  test.each([0, -5])('refuses %s minutes of a technique', (minutes) => {
    const message = 'expected more than 0 and at most 480 minutes';
    expect(refusalsOf({ ...session(), techniques: [{ technique: 'sports', minutes }] })).toEqual([
      { code: 'out-of-range', path: 'techniques[0].minutes', message },
    ]);
  });

  test.each([
    ['techniques', 'deep-tissue:45', 'expected a list of 1 to 50 techniques with their minutes'],
    ['assessments', 'posture', 'expected a list of 0 to 50 codes'],
    ['rangeOfMotion', {}, 'expected a list of 0 to 100 movements'],
    ['aftercare', null, 'expected a list of 0 to 20 codes'],
    [
      'phases',
      'intake',
      'expected an object with the minutes of intake, assessment, preparation, hands-on, post-treatment, aftercare',
    ],
  ])('refuses %s = %j', (path, value, message) => {
    expect(refusalsOf({ ...session(), [path]: value })).toEqual([{ code: 'wrong-type', path, message }]);
  });

  test('refuses lists that are too long and entries that are no objects', () => {
    expect(refusalsOf({ ...session(), assessments: Array(51).fill('posture') })).toEqual([
      { code: 'out-of-range', path: 'assessments', message: 'expected a list of 0 to 50 codes' },
    ]);
    expect(refusalsOf({ ...session(), techniques: ['sports'], rangeOfMotion: [null] })).toEqual([
      {
        code: 'wrong-type',
        path: 'techniques[0]',
        message: 'expected an object with a technique and its minutes',
      },
      {
        code: 'wrong-type',
        path: 'rangeOfMotion[0]',
        message: 'expected an object with a movement and its degrees before, after or both',
      },
    ]);
  });

  test('refuses an unknown technique, complaint, referral and aftercare with the list', () => {
    const spoiled = {
      ...session(),
      complaint: 'toothache',
      techniques: [{ technique: 'hot-stone', minutes: 5 }],
      referral: 'friend',
      aftercare: ['wine'],
    };
    expect(refusalsOf(spoiled)).toMatchObject([
      { code: 'unknown-code', path: 'complaint' },
      {
        code: 'unknown-code',
        path: 'techniques[0].technique',
        message:
          'expected one of deep-tissue, myofascial-release, trigger-point-therapy, sports, prenatal, relaxation, other',
      },
      { code: 'unknown-code', path: 'referral' },
      { code: 'unknown-code', path: 'aftercare[0]' },
    ]);
  });

  test("refuses techniques that together outlast the session's length", () => {
    const techniques = [
      { technique: 'deep-tissue', minutes: 45 },
      { technique: 'sports', minutes: 30.5 },
    ];
    const message = "expected the minutes of all techniques to fit into the session's length";
    expect(refusalsOf({ ...session(), techniques })).toEqual([
      { code: 'inconsistent', path: 'techniques', message },
    ]);
  });

  test('refuses a second entry for one technique and body region, and only that', () => {
    const entry = { technique: 'deep-tissue', minutes: 10, bodyRegion: 'neck' };
    const elsewhere = { ...entry, bodyRegion: 'low-back' };
    const nowhere = { technique: 'deep-tissue', minutes: 10 };
    expect(refusalsOf({ ...session(), techniques: [entry, elsewhere, nowhere] })).toEqual([]);
    const message = 'expected at most one entry per technique and body region';
    expect(refusalsOf({ ...session(), techniques: [entry, elsewhere, entry] })).toEqual([
      { code: 'inconsistent', path: 'techniques[2]', message },
    ]);
  });

  test("takes techniques of the clinic's own beside each other", () => {
    const stones = { technique: 'other', own: 'hot-stone', minutes: 20 };
    const cups = { technique: 'other', own: 'cupping', minutes: 10 };
    const unnamed = { technique: 'other', minutes: 10 };
    expect(refusalsOf({ ...session(), techniques: [stones, cups, unnamed] })).toEqual([]);
    const message = 'expected at most one entry per technique and body region';
    expect(refusalsOf({ ...session(), techniques: [stones, cups, stones] })).toEqual([
      { code: 'inconsistent', path: 'techniques[2]', message },
    ]);
  });

  test.each([
    [
      { technique: 'sports', own: 'hot-stone' },
      'inconsistent',
      'expected a technique of the clinic\'s own only where the technique is "other"',
    ],
    [{ technique: 'other', own: 'Hot stone' }, 'invalid-format', OWN],
    [{ technique: 'other', own: 'hot--stone' }, 'invalid-format', OWN],
    [{ technique: 'other', own: `a${'-bc'.repeat(14)}` }, 'invalid-format', OWN],
    [{ technique: 'other', own: '' }, 'invalid-format', OWN],
  ])('refuses the technique %j', (entry, code, message) => {
    expect(refusalsOf({ ...session(), techniques: [{ ...entry, minutes: 10 }] })).toEqual([
      { code, path: 'techniques[0].own', message },
    ]);
  });

  test('refuses a movement with degrees neither before nor after', () => {
    expect(refusalsOf({ ...session(), rangeOfMotion: [{ movement: 'neck-rotation' }] })).toEqual([
      {
        code: 'inconsistent',
        path: 'rangeOfMotion[0]',
        message: 'expected degrees before or after, or both',
      },
    ]);
  });

  test('names every field that is wrong at once', () => {
    const refusals = refusalsOf({ ...session(), painBefore: 11, painAfter: 7.5, startedAt: '31/04/2026' });
    expect(refusals.map(({ path }) => path).toSorted()).toEqual(['painAfter', 'painBefore', 'startedAt']);
  });

  test('never repeats a value in a refusal', () => {
    const secret = 'jane.doe@example.org';
    const spoiled = {
      ...session(),
      sessionId: secret,
      complaint: secret,
      painBefore: secret,
      endedAt: secret,
    };
    expect(refusalsOf(spoiled)).toHaveLength(4);
    expect(JSON.stringify(refusalsOf(spoiled))).not.toContain('jane');
  });
});
