import { describe, expect, test } from 'vitest';
import { readCareArguments } from '../../infra/care/care-arguments.ts';
import { UsageError } from '../../infra/command-line/usage-error.ts';

const ENVIRONMENT = { RECORDS_TABLE: 'records' };

describe('readCareArguments', () => {
  test.each([
    [[], { asked: 'count', recordsTable: 'records' }],
    [['--write'], { asked: 'write', recordsTable: 'records' }],
    [['--write', '--table', 'other'], { asked: 'write', recordsTable: 'other' }],
    [['--help'], { asked: 'help' }],
  ])('%j', (argv, expected) => {
    expect(readCareArguments(argv, ENVIRONMENT)).toEqual(expected);
  });

  test.each([[['all']], [['--writ']], [['--table']]])('%j is refused', (argv) => {
    expect(() => readCareArguments(argv, ENVIRONMENT)).toThrow(UsageError);
  });

  test('a table has to be named', () => {
    expect(() => readCareArguments([], {})).toThrow('--table NAME or set RECORDS_TABLE');
  });
});
