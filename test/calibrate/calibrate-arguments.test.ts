import { describe, expect, it } from 'vitest';
import { readCalibrateArguments } from '../../infra/calibrate/calibrate-arguments.ts';
import { pledgedClaims, rowsOf } from '../../infra/calibrate/rows.ts';
import { UsageError } from '../../infra/command-line/usage-error.ts';

const read = (...argv: string[]) => readCalibrateArguments(argv, ['lead', 'recovery']);

describe('readCalibrateArguments', () => {
  it('asks for a full run when nothing is said', () => {
    expect(read()).toEqual({ datasets: 1000, help: false });
  });

  it('takes numbers and a claim', () => {
    expect(read('--datasets', '50', '--only', 'lead', '--threads', '1')).toEqual({
      datasets: 50,
      only: 'lead',
      threads: 1,
      help: false,
    });
  });

  it.each([
    ['--datasets', '0'],
    ['--datasets', '1.5'],
    ['--only', 'leads'],
    ['--threads', 'x'],
    ['file.csv'],
  ])('refuses %s %s', (...argv) => {
    expect(() => read(...argv)).toThrow(UsageError);
  });
});

describe('rowsOf', () => {
  it('has those of one claim and no other', () => {
    const rows = rowsOf('within client');
    expect(rows.length).toBeGreaterThan(1);
    for (const { pledges } of rows) expect(pledges.map(({ claim }) => claim)).toEqual(['within client']);
  });

  it('has promises of every claim of the contract', () => {
    expect(pledgedClaims()).toEqual(
      expect.arrayContaining(['improvement', 'lasting', 'course', 'responders', 'recovery', 'lead', 'trend']),
    );
  });

  it('names every kind of clinic once, since its name is its seed', () => {
    const names = rowsOf(undefined).map(({ scenario }) => scenario.name);
    expect(new Set(names).size).toBe(names.length);
  });
});
