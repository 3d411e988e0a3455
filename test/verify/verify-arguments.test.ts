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
    expect(readVerifyArguments(argv, ENVIRONMENT)).toEqual(expected);
  });

  test.each([[['riverside']], [['--clinics']], [['--clinic', 'a#b']]])('%j is refused', (argv) => {
    expect(() => readVerifyArguments(argv, ENVIRONMENT)).toThrow(UsageError);
  });

  test.each(['RECORDS_TABLE', 'OUTCOMES_TABLE', 'REGISTRY_TABLE'])('%s has to be named', (variable) => {
    const others = Object.entries(ENVIRONMENT).filter(([name]) => name !== variable);
    expect(() => readVerifyArguments([], Object.fromEntries(others))).toThrow(`set ${variable}`);
  });
});
