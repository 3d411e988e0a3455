import { describe, expect, it } from 'vitest';
import { readPruneArguments } from '../../infra/prune/prune-arguments.ts';

const ENVIRONMENT = {
  ...{ RECORDS_TABLE: 'records', REGISTRY_TABLE: 'registry', IMPORTS_BUCKET: 'imports' },
  ...{ REPORTS_BUCKET: 'reports', CLINIC_WORK_QUEUE_URL: 'https://queue' },
};
const places = {
  ...{ recordsTable: 'records', erasuresOf: 'records', registryTable: 'registry', importsBucket: 'imports' },
  ...{ reportsBucket: 'reports', workQueueUrl: 'https://queue' },
};

describe('the command line of prune', () => {
  it('shows unless it is told to remove', () => {
    expect(readPruneArguments([], ENVIRONMENT)).toEqual({ asked: 'show', ...places });
    expect(readPruneArguments(['--clinic', 'north', '--yes'], ENVIRONMENT)).toEqual({
      ...{ asked: 'prune', clinic: 'north' },
      ...places,
    });
    expect(readPruneArguments(['--erasures-of', 'live'], ENVIRONMENT)).toMatchObject({
      ...{ recordsTable: 'records', erasuresOf: 'live' },
    });
    expect(readPruneArguments(['--help'], {})).toEqual({ asked: 'help' });
  });

  it.each([
    [[], { ...ENVIRONMENT, REPORTS_BUCKET: '' }, 'Where is it? Set REPORTS_BUCKET'],
    [['x'], ENVIRONMENT, 'x: expected options only.'],
    [['--clinic', 'No#rth'], ENVIRONMENT, '--clinic'],
  ])('refuses %j', (argv, environment, sentence) => {
    expect(() => readPruneArguments(argv, environment)).toThrow(sentence);
  });
});
