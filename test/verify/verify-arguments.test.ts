import { describe, expect, test } from 'vitest';
import { UsageError } from '../../infra/command-line/usage-error.ts';
import { readVerifyArguments } from '../../infra/verify/verify-arguments.ts';

const ENVIRONMENT = { RECORDS_TABLE: 'records', OUTCOMES_TABLE: 'outcomes', REGISTRY_TABLE: 'registry' };
const TABLES = { recordsTable: 'records', outcomesTable: 'outcomes', registryTable: 'registry' };

describe('readVerifyArguments', () => {
  test.each([
    [[], { asked: 'run', ...TABLES }],
    [['--clinic', 'riverside'], { asked: 'run', clinic: 'riverside', ...TABLES }],
    [['--outcomes-table', 'other'], { asked: 'run', ...TABLES, outcomesTable: 'other' }],
    [['--help'], { asked: 'help' }],
  ])('%j', (argv, expected) => {
    expect(readVerifyArguments('verify', argv, ENVIRONMENT)).toEqual(expected);
  });

  test.each([[['riverside']], [['--clinics']], [['--here']], [['--clinic', 'a#b']]])(
    '%j is refused',
    (argv) => {
      expect(() => readVerifyArguments('verify', argv, ENVIRONMENT)).toThrow(UsageError);
    },
  );

  test.each(['RECORDS_TABLE', 'OUTCOMES_TABLE', 'REGISTRY_TABLE'])('%s has to be named', (variable) => {
    const others = Object.entries(ENVIRONMENT).filter(([name]) => name !== variable);
    expect(() => readVerifyArguments('verify', [], Object.fromEntries(others))).toThrow(`set ${variable}`);
  });

  test('a rebuild is done by the workers behind a queue, or here when that is said', () => {
    const withQueue = { ...ENVIRONMENT, CLINIC_WORK_QUEUE_URL: 'https://sqs/work' };
    expect(readVerifyArguments('rebuild', [], withQueue)).toEqual({
      ...{ asked: 'run', queueUrl: 'https://sqs/work' },
      ...TABLES,
    });
    expect(readVerifyArguments('rebuild', ['--here'], withQueue)).toEqual({ asked: 'run', ...TABLES });
    expect(() => readVerifyArguments('rebuild', [], ENVIRONMENT)).toThrow('Set CLINIC_WORK_QUEUE_URL');
    expect(readVerifyArguments('verify', [], withQueue)).toEqual({ asked: 'run', ...TABLES });
  });
});
