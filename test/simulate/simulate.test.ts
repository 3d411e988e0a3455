import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEEP } from '../deep.ts';
import { MUTANTS } from './mutants.ts';
import { runSeed } from './run-seed.ts';
import { FAULTS } from './schedule/faults.ts';
import { readSimulateArguments } from './simulate-arguments.ts';

const [SEEDS, RACES] = DEEP ? [60, 60] : [15, 5];
/** Those that a mutant is noticed in, with room. */
const SEEDS_A_MUTANT = 300;
/** A day from which one is looked for that few days show: of goals that came late one in some hundreds. */
const LOOKED_FOR_FROM: Readonly<Record<string, number>> = { 'late-goal-version-unseen': 801 };
/** What only days of races show soon. */
const SHOWN_BY_RACES = [
  'revision-unchecked',
  'revision-not-bumped',
  'sources-read-first',
  'second-look-removed',
];
/** In `npm test` one, to see that a broken rule is noticed at all. */
const TRIED = DEEP ? Object.keys(MUTANTS) : ['lost-race-swallowed'];

/** A process of its own, as it reads a file otherwise than all others. */
function simulate(...options: string[]): Promise<{ code: number; output: string }> {
  const command = fileURLToPath(new URL('./simulate.ts', import.meta.url));
  return new Promise((resolve) => {
    execFile(process.execPath, [command, ...options], (error, output, problems) => {
      resolve({ code: error ? Number(error.code) : 0, output: output + problems });
    });
  });
}

it('is written about as it is: how many mutants and faults, by their names', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const mutants = Object.keys(MUTANTS);
  expect(readme).toContain(`there are ${mutants.length} such mutants`);
  expect(readme).toContain(`${FAULTS.length} kinds of faults`);
  const named = [...readme.matchAll(/\(`([a-z][a-z-]+)`\)/g)].map(([, name]) => name);
  expect(named.filter((name) => !mutants.includes(name!))).toEqual([]);
  const [, counted = ''] = /went wrong on the way: (.+)/.exec(readme)!;
  const kinds = counted.split(', ').map((each) => each.split(' ')[0]);
  expect(kinds.sort()).toEqual([...FAULTS].sort());
});

describe('a simulated day', () => {
  it('ends in what the records come to, and as its senders were told, whatever goes wrong', async () => {
    const seen = new Set<string>();
    let withViews = 0;
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { wrong, happened, views } = await runSeed(String(seed));
      expect(wrong, `npm run simulate -- --seed ${seed}`).toEqual([]);
      if (views > 0) withViews += 1;
      for (const fault of happened.keys()) seen.add(fault);
    }
    // Of a few days nothing stays: all was refused, or erased.
    expect(withViews).toBeGreaterThan(SEEDS / 2);
    expect([...FAULTS].filter((fault) => !seen.has(fault))).toEqual([]);
    for (let seed = 1; seed <= RACES; seed += 1) {
      const { wrong } = await runSeed(String(seed), { races: true });
      expect(wrong, `npm run simulate -- --races --seed ${seed}`).toEqual([]);
    }
  }, 600_000);

  it('happens again exactly as it did', async () => {
    const [first, again, other] = [await runSeed('3'), await runSeed('3'), await runSeed('4')];
    expect(again).toEqual(first);
    expect(other.digest).not.toBe(first.digest);
  });

  it.for(TRIED)('notices that a rule is broken: %s', { timeout: 600_000 }, async (mutant, { annotate }) => {
    const days = SHOWN_BY_RACES.includes(mutant) ? ['--races'] : [];
    const from = LOOKED_FOR_FROM[mutant] ?? 1;
    const range = ['--seeds', String(SEEDS_A_MUTANT), '--from', String(from)];
    const { code, output } = await simulate(...range, '--mutant', mutant, ...days);
    const [, seeds] = /^seed (\d+) fails:\n {2}\S/.exec(output) ?? [];
    expect(seeds, output).toBeDefined();
    expect(code).toBe(1);
    await annotate(`noticed in ${Number(seeds) - from + 1} seeds`);
  });
});

describe('the command line', () => {
  it('is read, or what is wrong with it said', () => {
    expect(readSimulateArguments(['--seeds', '1000'])).toEqual({ asked: 'run', seeds: 1000, from: 1 });
    expect(readSimulateArguments(['--seed', '7'])).toEqual({ asked: 'replay', seed: '7' });
    expect(readSimulateArguments(['--races'])).toMatchObject({ asked: 'run', seeds: 100, races: true });
    expect(() => readSimulateArguments(['--seeds', 'many'])).toThrow('--seeds many: expected a whole number');
    expect(() => readSimulateArguments(['--mutant', 'x'])).toThrow(/expected one of revision-unchecked, /);
    expect(() => readSimulateArguments(['7'])).toThrow('7: expected options only');
  });
});
