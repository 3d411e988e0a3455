import { describe, expect, test } from 'vitest';
import { parseRecord, readableId } from '../../shared/records/record.ts';
import { contractExamples } from './contract-examples.ts';
import { refusalsOf, without } from './refusals-of.ts';

describe('a measurement', () => {
  const measurement = () => contractExamples().measurement;

  test('is taken as the contract has it, and keeps a value of 0', () => {
    expect(parseRecord(measurement())).toEqual({ record: measurement() });
    expect(parseRecord({ ...measurement(), value: 0 })).toHaveProperty('record.value', 0);
  });

  test.each([
    ['38', 'wrong-type'],
    [null, 'wrong-type'],
    [8761, 'out-of-range'],
    [Number.POSITIVE_INFINITY, 'wrong-type'],
    [Number.NaN, 'wrong-type'],
  ])('refuses the value %j', (value, code) => {
    const message = 'expected a number from -8760 to 8760 (the unit of the goal)';
    expect(refusalsOf({ ...measurement(), value })).toEqual([{ code, path: 'value', message }]);
  });

  test('needs a value', () => {
    expect(refusalsOf(without(measurement(), 'value'))).toMatchObject([
      { code: 'missing-field', path: 'value' },
    ]);
  });
});

describe('a consent', () => {
  const consent = () => contractExamples().consent;

  test('is taken as the contract has it', () => {
    expect(parseRecord(consent())).toEqual({ record: consent() });
  });

  test.each(['true', 'yes', 1, null])('refuses %j for a boolean', (partnerReports) => {
    expect(refusalsOf({ ...consent(), partnerReports })).toEqual([
      { code: 'wrong-type', path: 'partnerReports', message: 'expected true or false' },
    ]);
  });
});

describe('a removal', () => {
  test.each(['deletion', 'erasure'] as const)('%s is taken as the contract has it', (type) => {
    expect(parseRecord(contractExamples()[type])).toEqual({ record: contractExamples()[type] });
  });

  test('of a consent names the client', () => {
    const deletion = { ...contractExamples().deletion, of: 'consent', id: 'c-002' };
    expect(refusalsOf(deletion)).toEqual([
      {
        code: 'inconsistent',
        path: 'id',
        message: 'expected the client id: a consent has no id of its own',
      },
    ]);
    expect(refusalsOf({ ...deletion, id: 'c-001' })).toEqual([]);
  });

  test('cannot be of a removal', () => {
    expect(refusalsOf({ ...contractExamples().deletion, of: 'erasure' })).toMatchObject([
      { code: 'unknown-code', path: 'of' },
    ]);
  });
});

describe('whose a record is', () => {
  test.each(['move', 'merge'] as const)('a %s is taken as the contract has it', (type) => {
    expect(parseRecord(contractExamples()[type])).toEqual({ record: contractExamples()[type] });
  });

  test('needs two clients', () => {
    expect(refusalsOf({ ...contractExamples().move, toClientId: 'c-001' })).toMatchObject([
      { code: 'inconsistent', path: 'toClientId' },
    ]);
    expect(refusalsOf({ ...contractExamples().merge, into: 'c-017' })).toMatchObject([
      { code: 'inconsistent', path: 'into' },
    ]);
  });

  test.each(['consent', 'erasure', 'merge'])('cannot be said of a %s', (of) => {
    expect(refusalsOf({ ...contractExamples().move, of })).toMatchObject([
      { code: 'unknown-code', path: 'of' },
    ]);
  });

  test('is undone by true and nothing else', () => {
    expect(refusalsOf({ ...contractExamples().merge, undo: true })).toEqual([]);
    expect(refusalsOf({ ...contractExamples().merge, undo: false })).toMatchObject([{ path: 'undo' }]);
  });
});

describe('anything else', () => {
  const types =
    'expected one of session, pain-score, goal, measurement, consent, deletion, erasure, move, merge, care';

  test.each([null, 7, 'session', [contractExamples().session], undefined])('%j is not a record', (input) => {
    expect(refusalsOf(input)).toEqual([
      { code: 'wrong-type', path: '', message: 'expected a record, a JSON object' },
    ]);
  });

  test.each([
    [{}, 'missing-field'],
    [{ type: 'visit' }, 'unknown-code'],
    [{ type: 'toString' }, 'unknown-code'],
    [{ type: null }, 'unknown-code'],
  ])('%j is of no known type', (input, code) => {
    expect(refusalsOf(input)).toEqual([{ code, path: 'type', message: types }]);
  });

  test('a refusal can name the record when its own id is one', () => {
    expect(readableId({ type: 'session', sessionId: 's-1' })).toBe('s-1');
    expect(readableId({ type: 'consent', clientId: 'c-1' })).toBe('c-1');
    expect(readableId({ type: 'session', sessionId: 7 })).toBeUndefined();
    expect(readableId({ type: 'consent', clientId: 'jane.doe@example.org' })).toBeUndefined();
    expect(readableId({ sessionId: 's-1' })).toBeUndefined();
    expect(readableId(null)).toBeUndefined();
  });
});

describe('care', () => {
  const care = {
    type: 'care',
    clinicId: 'riverside',
    clientId: 'c-001',
    therapistId: 't-01',
    from: '2026-08-03',
  };

  test('goes on where no last day is said, and may be of one day', () => {
    expect(parseRecord(care)).toEqual({ record: { ...care, until: null } });
    expect(parseRecord({ ...care, until: '2026-08-03' })).toHaveProperty('record');
  });

  test.each([
    [{ until: '2026-08-02' }, 'until', 'inconsistent'],
    [{ from: '2026-08-32' }, 'from', 'invalid-date'],
    [{ therapistId: 't#1' }, 'therapistId', 'invalid-format'],
    [{ reason: 'she asked' }, 'reason', 'unknown-code'],
    [{ note: 'x' }, 'note', 'unknown-field'],
  ])('%j is refused', (part, path, code) => {
    expect(refusalsOf({ ...care, ...part })).toMatchObject([{ path, code }]);
  });
});
