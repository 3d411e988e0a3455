import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The plan as its users run it: a process, and what it prints. */
const ROOT = join(import.meta.dirname, '../..');
const run = (...args: string[]) =>
  execFileSync(process.execPath, ['infra/launch/launch.mjs', 'infra/plan/plan.ts', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
  });

test('the plan of 300 clients, as one JSON document and as text', () => {
  const { designs } = JSON.parse(run('--clients', '300', '--json')) as {
    designs: {
      design: string;
      promise: { lifetime: { rho: number } };
      techniquesGivenWithin07Points: number;
    }[];
  };
  const within = designs.filter(({ promise }) => promise.lifetime.rho <= 0.5);
  expect(Math.max(...within.map((one) => one.techniquesGivenWithin07Points))).toBeGreaterThanOrEqual(4);
  expect(run('--clients', '300')).toContain('With so many clients a programme has techniques-by-year');
  expect(() => run('--clients', 'some')).toThrow(/expected a whole number/);
});
