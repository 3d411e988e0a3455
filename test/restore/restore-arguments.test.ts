import { describe, expect, test } from 'vitest';
import { UsageError } from '../../infra/command-line/usage-error.ts';
import { readRestoreArguments } from '../../infra/restore/restore-arguments.ts';

const ENVIRONMENT = { RECORDS_TABLE: 'records', OUTCOMES_TABLE: 'outcomes', REGISTRY_TABLE: 'registry' };
const TABLES = { recordsTable: 'records', outcomesTable: 'outcomes', registryTable: 'registry' };
const RUN = { asked: 'run', from: 'point-in-time', keep: false, ...TABLES };

describe('readRestoreArguments', () => {
  test.each([
    [[], RUN],
    [['--at', '2026-11-29T10:00:00Z', '--keep'], { ...RUN, at: '2026-11-29T10:00:00Z', keep: true }],
    [['--from', 'copy', '--records-table', 'other'], { ...RUN, from: 'copy', recordsTable: 'other' }],
    [['--help'], { asked: 'help' }],
  ])('%j', (argv, expected) => {
    expect(readRestoreArguments(argv, ENVIRONMENT)).toEqual(expected);
  });

  test.each([
    [['now'], 'now: expected options only'],
    [['--at', 'yesterday'], '--at yesterday: expected an instant in UTC'],
    [['--from', 'tape'], '--from tape: expected point-in-time or copy'],
    [['--from', 'copy', '--at', '2026-11-29T10:00:00Z'], 'a copy is of now'],
  ])('%j is refused', (argv, sentence) => {
    expect(() => readRestoreArguments(argv, ENVIRONMENT)).toThrow(UsageError);
    expect(() => readRestoreArguments(argv, ENVIRONMENT)).toThrow(sentence);
  });
});
