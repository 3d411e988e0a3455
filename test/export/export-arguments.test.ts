import { describe, expect, it } from 'vitest';
import { readExportArguments } from '../../infra/export/export-arguments.ts';

const NOW = new Date('2026-08-20T10:11:12.345Z');
const NAMES = { RECORDS_TABLE: 'r', OUTCOMES_TABLE: 'o', REGISTRY_TABLE: 'g', MASTER_SECRET: 'm' };
const read = (argv: string[], environment: Record<string, string> = NAMES) =>
  readExportArguments(argv, environment, NOW);
const TABLES = { recordsTable: 'r', outcomesTable: 'o', registryTable: 'g', masterSecret: 'm' };

describe('what an export is asked for', () => {
  it('is a clinic, to a folder that says whose and when where none is named', () => {
    expect(read(['harbour'])).toEqual({
      ...{ asked: 'export', clinic: 'harbour', out: 'out/export-harbour-2026-08-20T10-11-12Z', ...TABLES },
    });
    expect(read(['harbour', '--client', 'c-1', '--out', 'here', '--records', 'other'])).toEqual({
      ...{ asked: 'export', clinic: 'harbour', client: 'c-1', out: 'here', ...TABLES, recordsTable: 'other' },
    });
    expect(read(['--help'], {})).toEqual({ asked: 'help' });
  });

  it.each([
    [[], 'Name one clinic'],
    [['harbour', 'mill'], 'Name one clinic'],
    [['har bour'], 'har bour: expected'],
    [['harbour', '--client', ''], '--client: expected'],
    [['harbour', '--clients', 'c-1'], '--clients'],
  ])('%j is refused', (argv, message) => {
    expect(() => read(argv)).toThrow(message);
  });

  it.each(Object.keys(NAMES))('needs %s, or its option', (variable) => {
    const { [variable as keyof typeof NAMES]: _, ...others } = NAMES;
    expect(() => read(['harbour'], others)).toThrow(variable);
  });
});
