import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesize } from '../../../infra/local/command/synthesize.ts';
import { DEEP } from '../../deep.ts';
import { KillableCloud } from '../../kills/killable-cloud.ts';
import { killRounds } from '../../kills/rounds.ts';
import { onceARun } from '../once-a-run.ts';

const ROUNDS = 2;
const MOST_SEEDS = 1_000_000;

let folder: string;
let cloud: KillableCloud;
beforeAll(async () => {
  if (!DEEP) return;
  const assembly = await onceARun('assembly', (made) => synthesize(made, {}, new AbortController().signal));
  folder = await mkdtemp(join(tmpdir(), 'massage-outcomes-kills-'));
  cloud = new KillableCloud(assembly, join(folder, 'data'));
});
afterAll(async () => {
  if (!DEEP) return;
  await cloud.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 10 });
});

describe('a day of a clinic', () => {
  it.runIf(DEEP)(
    'ends in the same, whatever is killed of what runs it, and when',
    async () => {
      const first = 1 + Math.floor(Math.random() * MOST_SEEDS);
      const seeds = Array.from({ length: ROUNDS }, (_, index) => first + index);
      for await (const { seed, killed, different } of killRounds(cloud, seeds)) {
        const again = `npm run kill-rounds -- --rounds 1 --from ${seed}: ${killed.join(', ')}`;
        expect(different, again).toEqual([]);
        expect(killed.length, again).toBeGreaterThan(0);
      }
    },
    600_000,
  );
});
