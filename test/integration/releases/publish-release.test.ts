import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PublishDeps, publishRelease } from '../../../shared/releases/publish-release.ts';
import { problemsOfRelease } from '../../../shared/releases/verify-release.ts';
import { drawingMechanism } from './drawing-mechanism.ts';
import { type ReleaseWorld, startReleaseWorld } from './release-world.ts';

const RHO = 62_500;

let world: ReleaseWorld;
beforeAll(async () => {
  world = await startReleaseWorld();
});
afterAll(() => world.stop());

const releaseOf = (programme: string, period = '2026Q3', revision = 1) => ({ programme, period, revision });
const noisesOf = (published: Awaited<ReturnType<ReleaseWorld['published']>>) =>
  [...published]
    .filter(([key]) => key.endsWith('outcomes.csv'))
    .map(([, { text }]) => Buffer.from(text, 'base64').toString().split('\n')[1]!.split(',')[1]!);

describe('one release', () => {
  it('is published with all its files, signed, and is what the pointer names', async () => {
    const programme = world.programme('whole');
    await world.client({ clinicId: 'whole-north', client: 'p1', month: '2026-07' });
    await world.close(programme, '2026Q3');
    const deps = world.publishDeps(drawingMechanism());
    await publishRelease(deps, releaseOf('whole'));
    const published = await world.published('whole');
    const prefix = 'v1/programme=whole/period=2026Q3/rev=1/';
    const files = new Map(
      [...published]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, { text }]) => [key.slice(prefix.length), Buffer.from(text, 'base64')]),
    );
    expect(problemsOfRelease(files)).toEqual([]);
    const manifest = JSON.parse(files.get('datapackage.json')!.toString());
    expect(manifest.created).toBe('2026-11-03T06:00:00.000Z');
    const latest = published.get('v1/programme=whole/latest.json')!.text;
    expect(JSON.parse(Buffer.from(latest, 'base64').toString())).toMatchObject({
      ...releaseOf('whole'),
      prefix,
    });
    expect(await deps.ledger.spent('whole')).toEqual({ microRho: RHO, reserveMicroRho: 0 });
  });

  it('is refused while a clinic has not been counted, before anything is paid', async () => {
    const deps = world.publishDeps(drawingMechanism());
    await expect(publishRelease(deps, releaseOf('unheard-of'))).rejects.toMatchObject({
      code: 'release.not-frozen',
    });
    expect(await deps.ledger.spent('unheard-of')).toEqual({ microRho: 0, reserveMicroRho: 0 });
  });
});

describe('crashes', () => {
  /** Calls that change or read a store, in the order of a run; `fails` says at which and on which side. */
  const failing = (deps: PublishDeps, at: number, side: 'before' | 'after') => {
    let calls = 0;
    const guard = <Store extends object>(store: Store): Store =>
      new Proxy(store, {
        get: (target, name) => {
          const member = target[name as keyof Store];
          if (typeof member !== 'function') return member;
          return async (...given: unknown[]) => {
            calls += 1;
            const isIt = calls === at;
            if (isIt && side === 'before') throw new Error('crash');
            const answer = await member.apply(target, given);
            if (isIt) throw new Error('crash');
            return answer;
          };
        },
      });
    const { tallies, ledger, kept, signer, releases, mechanisms } = deps;
    return {
      deps: {
        ...deps,
        tallies: guard(tallies),
        ledger: guard(ledger),
        kept: guard(kept),
        signer: guard(signer),
        releases: guard(releases),
        mechanisms: { ...mechanisms, 'differential-privacy': mechanisms['differential-privacy'] },
      } as PublishDeps,
      calls: () => calls,
    };
  };

  it('before or after every call to a store let one value out, charged once', async () => {
    let crashes = 0;
    for (const side of ['before', 'after'] as const) {
      for (let at = 1; ; at++) {
        const name = `crash-${side}-${at}`;
        await world.close(world.programme(name), '2026Q3');
        const deps = world.publishDeps(drawingMechanism());
        const faulty = failing(deps, at, side);
        const crashed = await publishRelease(faulty.deps, releaseOf(name)).then(
          () => false,
          (error: Error) => error.message === 'crash',
        );
        if (!crashed) {
          expect(faulty.calls()).toBeLessThan(at);
          break;
        }
        crashes += 1;
        const seen = noisesOf(await world.published(name));
        await publishRelease(deps, releaseOf(name));
        await publishRelease(deps, releaseOf(name));
        const published = noisesOf(await world.published(name));
        expect(published).toHaveLength(1);
        for (const noise of seen) expect(published).toEqual([noise]);
        expect((await deps.ledger.spent(name)).microRho, name).toBe(RHO);
      }
    }
    expect(crashes).toBeGreaterThan(20);
  });

  it('in the middle of publishing leave no release that looks complete', async () => {
    await world.close(world.programme('partly'), '2026Q3');
    const deps = world.publishDeps(drawingMechanism());
    const publish: PublishDeps['releases']['publish'] = async (release, files) => {
      await deps.releases.publish(release, files.slice(0, 3));
      throw new Error('crash');
    };
    const releases = { ...deps.releases, publish };
    await expect(publishRelease({ ...deps, releases }, releaseOf('partly'))).rejects.toThrow('crash');
    const published = await world.published('partly');
    expect(published.size).toBe(3);
    expect([...published.keys()].some((key) => key.endsWith('SHA256SUMS'))).toBe(false);
  });
});

describe('many runs at once', () => {
  it('let one value out, charged once', async () => {
    await world.close(world.programme('hundred'), '2026Q3');
    const mechanism = drawingMechanism();
    const deps = world.publishDeps(mechanism);
    const runs = await Promise.allSettled(
      Array.from({ length: 100 }, () => publishRelease(deps, releaseOf('hundred'))),
    );
    expect(runs.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(mechanism.drawn, 'the race is real').toBeGreaterThan(1);
    expect(noisesOf(await world.published('hundred'))).toHaveLength(1);
    expect((await deps.ledger.spent('hundred')).microRho).toBe(RHO);
    const logged = deps.logged.filter((line) => line.includes('"step":"point"'));
    expect(logged).toHaveLength(100);
  });

  it('never spend more than the cap, and what cannot be paid for is neither drawn nor published', async () => {
    const budget = { microRhoPerPeriod: RHO, periodsPerClient: 8, microRhoCap: 3 * RHO, microRhoReserve: 0 };
    const programme = world.programme('capped', { budget });
    const periods = ['2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'];
    for (const period of periods) await world.close(programme, period);
    const mechanism = drawingMechanism();
    const deps = world.publishDeps(mechanism);
    const runs = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) =>
        publishRelease(deps, releaseOf('capped', periods[index % periods.length])),
      ),
    );
    const codes = runs.flatMap((run) => (run.status === 'rejected' ? [run.reason.code] : []));
    expect(new Set(codes)).toEqual(new Set(['release.budget-exhausted']));
    expect(codes).toHaveLength(40);
    expect((await deps.ledger.spent('capped')).microRho).toBe(3 * RHO);
    const published = await world.published('capped');
    expect(noisesOf(published)).toHaveLength(3);
    expect(await world.keys('anonymised', 'anonymised/programme=capped/')).toHaveLength(3);
    const complete = [...published.keys()].filter((key) => key.endsWith('SHA256SUMS'));
    expect(published.size).toBe(9 * complete.length + 1);
    const latest = Buffer.from(published.get('v1/programme=capped/latest.json')!.text, 'base64').toString();
    const newest = complete
      .map((key) => /period=([^/]+)/.exec(key)![1]!)
      .sort()
      .at(-1);
    expect(JSON.parse(latest).period, 'the pointer names the newest, whoever was last').toBe(newest);
  });
});

describe('changes after closing', () => {
  it('change nothing that was published, neither bytes nor times, and are not in the frozen counts', async () => {
    const programme = world.programme('late');
    await world.client({ clinicId: 'late-north', client: 'p1', month: '2026-07' });
    await world.close(programme, '2026Q3');
    const deps = world.publishDeps(drawingMechanism());
    await publishRelease(deps, releaseOf('late'));
    const before = await world.published('late');
    const digest = (await world.deps.tallies.frozen(releaseOf('late')))!.digest;

    await world.client({ clinicId: 'late-north', client: 'p2', month: '2026-08' });
    await world.consent('late-north', 'p1', false, '2026-11-02T08:00:00Z');
    await world.close(programme, '2026Q3');
    await publishRelease(deps, releaseOf('late'));
    expect((await world.deps.tallies.frozen(releaseOf('late')))!.digest).toBe(digest);
    const { 'v1/programme=late/latest.json': pointer, ...files } = Object.fromEntries(before);
    const after = Object.fromEntries(await world.published('late'));
    expect(after).toMatchObject(files);
    expect(after['v1/programme=late/latest.json']!.text).toBe(pointer!.text);
  });

  it('are refused when they would be charged to the same release: another input under paid noise', async () => {
    await world.close(world.programme('swapped'), '2026Q3');
    const deps = world.publishDeps(drawingMechanism());
    await publishRelease(deps, releaseOf('swapped'));
    const before = await world.published('swapped');
    const tallies = {
      frozen: async (release: ReturnType<typeof releaseOf>) => ({
        ...(await deps.tallies.frozen(release))!,
        digest: 'f'.repeat(64),
      }),
    };
    await expect(publishRelease({ ...deps, tallies }, releaseOf('swapped'))).rejects.toMatchObject({
      code: 'release.other-input',
    });
    expect(await world.published('swapped')).toEqual(before);
  });
});

describe('a revision', () => {
  const REVISED = '2026-12-01T09:00:00Z';

  it('draws anew, is paid from the reserve, and leaves the first as it is', async () => {
    const programme = world.programme('revised');
    await world.client({ clinicId: 'revised-north', client: 'p1', month: '2026-07' });
    await world.close(programme, '2026Q3');
    const deps = world.publishDeps(drawingMechanism());
    await publishRelease(deps, releaseOf('revised'));
    const first = noisesOf(await world.published('revised'));
    await world.close(programme, '2026Q3', 2);
    for (const now of [REVISED, '2026-12-02T09:00:00Z'])
      await publishRelease({ ...deps, now: () => new Date(now) }, releaseOf('revised', '2026Q3', 2));
    const noises = noisesOf(await world.published('revised'));
    expect(noises).toHaveLength(2);
    expect(noises[0]).toBe(first[0]);
    expect(noises[1]).not.toBe(first[0]);
    expect(await deps.ledger.spent('revised')).toEqual({ microRho: RHO, reserveMicroRho: RHO });
    expect((await deps.ledger.entry(releaseOf('revised', '2026Q3', 2)))?.createdAt).toBe(
      '2026-12-01T09:00:00.000Z',
    );
  });

  it('is refused without a reserve, without a first release, and twice in two years', async () => {
    const budget = { microRhoPerPeriod: RHO, periodsPerClient: 8, microRhoCap: 20 * RHO };
    const poor = world.programme('poor', { budget: { ...budget, microRhoReserve: RHO - 1 } });
    const rich = world.programme('rich', { budget: { ...budget, microRhoReserve: 9 * RHO } });
    const deps = world.publishDeps(drawingMechanism());
    const revise = (programme: string, period: string, at: string) =>
      publishRelease({ ...deps, now: () => new Date(at) }, releaseOf(programme, period, 2)).then(
        () => 'published',
        (error: { code: string }) => error.code,
      );
    for (const programme of [poor, rich]) {
      for (const period of ['2026Q2', '2026Q3']) {
        await world.close(programme, period);
        await world.close(programme, period, 2);
      }
    }
    expect(await revise('rich', '2026Q2', REVISED)).toBe('release.budget-exhausted');
    for (const programme of ['poor', 'rich']) {
      for (const period of ['2026Q2', '2026Q3']) await publishRelease(deps, releaseOf(programme, period));
    }
    expect(await revise('poor', '2026Q2', REVISED)).toBe('release.budget-exhausted');
    expect(await revise('rich', '2026Q2', REVISED)).toBe('published');
    expect(await revise('rich', '2026Q3', '2028-11-30T09:00:00Z')).toBe('release.budget-exhausted');
    expect(await revise('rich', '2026Q3', '2028-12-01T09:00:00Z')).toBe('published');
  });
});

it('a programme that goes over to periods of another length is refused, at closing and before the charge', async () => {
  const deps = world.publishDeps(drawingMechanism());
  const halves = world.programme('lengthened', { period: 'half-year', clinics: ['lengthened-west'] });
  await world.close(halves, '2026H2');
  await world.close(world.programme('lengthened'), '2026Q3');
  await publishRelease(deps, releaseOf('lengthened'));
  const refused = { code: 'release.other-period-kind' };
  await expect(world.close(halves, '2027H1')).rejects.toMatchObject(refused);
  await expect(publishRelease(deps, releaseOf('lengthened', '2026H2'))).rejects.toMatchObject(refused);
});
