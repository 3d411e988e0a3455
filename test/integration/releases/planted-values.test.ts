import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secureRandom } from '../../../shared/privacy/samplers/secure-random.ts';
import { loadSolver } from '../../../shared/privacy/solver/highs-solver.ts';
import { differentialPrivacy } from '../../../shared/releases/mechanisms.ts';
import { publishRelease } from '../../../shared/releases/steps/publish-release.ts';
import { thresholdMechanism } from '../../../shared/releases/threshold-mechanism.ts';
import { type ReleaseWorld, startReleaseWorld } from './release-world.ts';

/** Attack 22, of publishing: clients with a telling name, and so many of them in the only cell. */
const PLANTED = 'erika-mustermann';
const CLIENTS = 137;
const RHO = 62_500;
const MECHANISMS = {
  'differential-privacy': differentialPrivacy(secureRandom()),
  threshold: thresholdMechanism(loadSolver),
};

let world: ReleaseWorld;
beforeAll(async () => {
  world = await startReleaseWorld();
});
afterAll(() => world.stop());

const tells = (text: string) => text.includes(PLANTED) || new RegExp(`\\b${CLIENTS}\\b`).test(text);

describe.each(['differential-privacy', 'threshold'] as const)('a release of mode %s', (mode) => {
  const name = mode === 'threshold' ? 'hidden' : 'noisy';
  const id = { programme: name, period: '2026Q3', revision: 1 };
  const depsOf = () => world.publishDeps(MECHANISMS[mode]);

  it('leaves no client and no exact count in logs, in the ledger or among what is published', async () => {
    const budget = { microRhoPerPeriod: RHO, periodsPerClient: 8, microRhoCap: RHO, microRhoReserve: 0 };
    const programme = world.programme(name, { mode, budget });
    for (let client = 0; client < CLIENTS; client += 1)
      await world.client({ clinicId: `${name}-north`, client: `${PLANTED}-${client}`, month: '2026-07' });
    await world.close(programme, '2026Q3');
    const frozen = JSON.stringify(await world.deps.tallies.frozen(id));
    expect(frozen, 'the count is what the mechanism got').toContain(String(CLIENTS));

    const deps = depsOf();
    await publishRelease(deps, id);
    expect(deps.logged.length).toBeGreaterThan(5);
    expect(deps.logged.filter(tells)).toEqual([]);
    expect(tells(JSON.stringify(await deps.ledger.entries(name)))).toBe(false);
    for (const [key, { text }] of await world.published(name)) {
      expect(tells(key), key).toBe(false);
      expect(Buffer.from(text, 'base64').includes(PLANTED), key).toBe(false);
    }
    for (const bucket of ['tallies', 'anonymised', 'releases'] as const)
      expect((await world.keys(bucket)).filter(tells), bucket).toEqual([]);
  });

  it('refuses without a word about them', async () => {
    const deps = depsOf();
    const tallies = {
      frozen: async (of: typeof id) => ({ ...(await deps.tallies.frozen(of))!, digest: 'f'.repeat(64) }),
    };
    const lengthened = world.programme(name, { mode, period: 'half-year' });
    const refusals = [
      await refusal(world.close(lengthened, '2026H2')),
      await refusal(publishRelease({ ...deps, tallies }, id)),
      await refusal(publishRelease(deps, { ...id, period: '2026H2' })),
      await refusal(publishRelease(deps, { ...id, period: '2027Q1' })),
      await refusal(publishRelease({ ...deps, mechanisms: {} }, id)),
    ];
    expect(refusals.filter(tells)).toEqual([]);
    expect(deps.logged.filter(tells)).toEqual([]);
  });
});

/** Everything that an error says, but for where in the code it was thrown. */
async function refusal(run: Promise<unknown>): Promise<string> {
  const error = await run.then(
    () => {
      throw new Error('expected a refusal');
    },
    (reason: Error) => reason,
  );
  expect(error.message).not.toBe('expected a refusal');
  return JSON.stringify({ ...error, message: error.message });
}
