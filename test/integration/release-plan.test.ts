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
  const { designs, byThreshold } = JSON.parse(run('--clients', '300', '--json')) as {
    byThreshold: { usualDesign: string; designs: { design: string; techniquesShown: number }[] };
    designs: {
      design: string;
      promise: { lifetime: { rho: number } };
      techniquesGivenWithin07Points: number;
    }[];
  };
  const within = designs.filter(({ promise }) => promise.lifetime.rho <= 0.5);
  expect(Math.max(...within.map((one) => one.techniquesGivenWithin07Points))).toBeGreaterThanOrEqual(4);
  const hidden = byThreshold.designs.find(({ design }) => design === byThreshold.usualDesign)!;
  expect(hidden).toMatchObject({ design: 'techniques-alone', techniquesOf: 7 });
  expect(hidden.techniquesShown).toBeGreaterThan(4.5);
  const text = run('--clients', '300');
  expect(text).toContain('With so many clients a programme by threshold has techniques-alone');
  expect(text).toContain('With so many clients a programme has techniques-by-year');
  expect(() => run('--clients', 'some')).toThrow(/expected a whole number/);
});
