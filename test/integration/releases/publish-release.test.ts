import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPublishHandler } from '../../../functions/publish-release/handler.ts';
import { clientCharge } from '../../../shared/privacy/programme/may-count.ts';
import { catalogueIn, type Programme } from '../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import { secureRandom } from '../../../shared/privacy/samplers/secure-random.ts';
import { loadSolver } from '../../../shared/privacy/solver/highs-solver.ts';
import { RELEASE_FILE_NAMES } from '../../../shared/releases/files/release-file.ts';
import { problemsOfRelease } from '../../../shared/releases/files/verify-release.ts';
import { differentialPrivacy } from '../../../shared/releases/mechanisms.ts';
import { tallyAndFreeze } from '../../../shared/releases/steps/close-period.ts';
import { type PublishDeps, publishRelease } from '../../../shared/releases/steps/publish-release.ts';
import { accountsPk } from '../../../shared/releases/stores/ledger-keys.ts';
import { thresholdMechanism } from '../../../shared/releases/threshold-mechanism.ts';
import { clientPk, erasureMark } from '../../../shared/storage/keys/keys.ts';
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

/** In `npm test` at some of the calls that a crash can come at, and fewer runs at once. */
const CALLS_BETWEEN_CRASHES = 1;
const RUNS_AT_ONCE = 100;

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
      for (let at = 1; ; at += CALLS_BETWEEN_CRASHES) {
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
    expect(crashes).toBeGreaterThan(20 / CALLS_BETWEEN_CRASHES);
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
      Array.from({ length: RUNS_AT_ONCE }, () => publishRelease(deps, releaseOf('hundred'))),
    );
    expect(runs.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(mechanism.drawn, 'the race is real').toBeGreaterThan(1);
    expect(noisesOf(await world.published('hundred'))).toHaveLength(1);
    expect((await deps.ledger.spent('hundred')).microRho).toBe(RHO);
    const logged = deps.logged.filter((line) => line.includes('"step":"point"'));
    expect(logged).toHaveLength(RUNS_AT_ONCE);
  });

  it('never spend more than the cap, and what cannot be paid for is neither drawn nor published', async () => {
    const budget = { microRhoPerPeriod: RHO, periodsPerClient: 8, microRhoCap: 3 * RHO, microRhoReserve: 0 };
    const programme = world.programme('capped', { budget });
    const periods = ['2025Q3', '2025Q4', '2026Q1', '2026Q2', '2026Q3'];
    for (const period of periods) await world.close(programme, period);
    const mechanism = drawingMechanism();
    const deps = world.publishDeps(mechanism);
    const runs = await Promise.allSettled(
      Array.from({ length: RUNS_AT_ONCE }, (_, index) =>
        publishRelease(deps, releaseOf('capped', periods[index % periods.length])),
      ),
    );
    const codes = runs.flatMap((run) => (run.status === 'rejected' ? [run.reason.code] : []));
    expect(new Set(codes)).toEqual(new Set(['release.budget-exhausted']));
    expect(codes).toHaveLength(0.4 * RUNS_AT_ONCE);
    expect((await deps.ledger.spent('capped')).microRho).toBe(3 * RHO);
    const published = await world.published('capped');
    expect(noisesOf(published)).toHaveLength(3);
    expect(await world.keys('anonymised', 'anonymised/programme=capped/')).toHaveLength(3);
    const complete = [...published.keys()].filter((key) => key.endsWith('SHA256SUMS'));
    expect(published.size).toBe(RELEASE_FILE_NAMES.length * complete.length + 1);
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

describe("a clinic's month", () => {
  const clinics = (name: string) => [`${name}-north`];

  it('is released once, whatever the programme is called and however long its periods are', async () => {
    const alpha = world.programme('alpha', { clinics: clinics('shared') });
    await world.client({ clinicId: 'shared-north', client: 'p1', month: '2026-08' });
    await world.close(alpha, '2026Q3');
    const claimed = { code: 'release.month-claimed' };
    const beta = world.programme('beta', { clinics: ['beta-south', ...clinics('shared')] });
    await expect(world.close(beta, '2026Q3'), 'closed and not yet charged').rejects.toMatchObject(claimed);
    const deps = world.publishDeps(drawingMechanism());
    await publishRelease(deps, releaseOf('alpha'));
    await expect(world.close(beta, '2026Q3')).rejects.toMatchObject(claimed);
    const halves = world.programme('gamma', { clinics: clinics('shared'), period: 'half-year' });
    await expect(world.close(halves, '2026H2'), 'over other months too').rejects.toMatchObject(claimed);
    expect(await world.deps.tallies.terms(releaseOf('beta')), 'nothing is fixed').toBeUndefined();

    // Its clients are told of once: what is not claimed goes on.
    await world.close(beta, '2026Q4');
    await publishRelease(deps, releaseOf('beta', '2026Q4'));
    const owners = [{ clinicId: 'shared-north', client: 'p1' }];
    expect(
      (await world.deps.accounts.spent(owners, clientCharge(alpha, { period: '2026Q3' }, 1))).get('p1'),
    ).toBe(RHO);
  });

  it('is refused before the charge as well, and what was reserved is given back', async () => {
    const late = world.programme('late-comer', { clinics: clinics('raced') });
    await world.client({ clinicId: 'raced-north', client: 'p1', month: '2026-08' });
    // As if it had been closed by an older deployment, which claimed nothing.
    await frozenUnasked(late, '2026Q3');
    const owners = [{ clinicId: 'raced-north', client: 'p1' }];
    const spent = async () =>
      (await world.deps.accounts.spent(owners, clientCharge(late, { period: '2026Q3' }, 1))).get('p1');
    expect(await spent()).toBe(RHO);
    const deps = world.publishDeps(drawingMechanism());
    await world.close(world.programme('early', { clinics: clinics('raced') }), '2026Q3');
    await publishRelease(deps, releaseOf('early'));
    expect(await spent()).toBe(2 * RHO);
    for (let run = 0; run < 2; run++) {
      await expect(publishRelease(deps, releaseOf('late-comer'))).rejects.toMatchObject({
        code: 'release.month-claimed',
      });
    }
    expect(await spent()).toBe(RHO);
    expect(await deps.ledger.spent('late-comer')).toEqual({ microRho: 0, reserveMicroRho: 0 });
    expect(await world.published('late-comer')).toEqual(new Map());
  });

  it('is published in one mode, in revisions and by programmes of other names too', async () => {
    const deps = world.publishDeps(drawingMechanism());
    const hidden = world.programme('mode-a', { clinics: clinics('mode'), mode: 'threshold' });
    await world.close(hidden, '2026Q3');
    await publishRelease(deps, releaseOf('mode-a'));
    const other = { code: 'release.other-mode' };
    const noisy = { ...hidden, mode: 'differential-privacy' as const };
    await expect(world.close(noisy, '2026Q3', 2)).rejects.toMatchObject(other);
    await expect(world.close(noisy, '2026Q4')).rejects.toMatchObject(other);
    const renamed = world.programme('mode-b', { clinics: clinics('mode') });
    await expect(world.close(renamed, '2026Q4')).rejects.toMatchObject(other);

    // The other way round, of frozen counts: said before the charge, and not as a defect after it.
    const first = world.programme('mode-c', { clinics: clinics('turned') });
    await world.close(first, '2026Q3');
    await publishRelease(deps, releaseOf('mode-c'));
    const turned = { ...first, mode: 'threshold' as const };
    await frozenUnasked(turned, '2026Q3', 2);
    await frozenUnasked(turned, '2026Q4');
    for (const id of [releaseOf('mode-c', '2026Q3', 2), releaseOf('mode-c', '2026Q4')])
      await expect(publishRelease(deps, id)).rejects.toMatchObject(other);
    expect(await deps.ledger.spent('mode-c')).toEqual({ microRho: RHO, reserveMicroRho: 0 });
  });

  it('has by threshold the rows of its first release, whatever has been set since; the next period has those of then', async () => {
    const deps = world.publishDeps(thresholdMechanism(loadSolver));
    const asking = (percent: Partial<Programme['questions']['percent']>) =>
      world.programme('rows', {
        mode: 'threshold',
        questions: {
          complaints: 'each',
          percent: { cells: 0, techniques: 0, complaints: 0, total: 0, recovery: 0, ...percent },
        },
      });
    await world.client({ clinicId: 'rows-north', client: 'p1', month: '2026-08' });
    await world.close(asking({ techniques: 100 }), '2026Q3');
    await publishRelease(deps, releaseOf('rows'));
    const other = { code: 'release.other-rows' };
    await expect(world.close(asking({ cells: 100 }), '2026Q3', 2)).rejects.toMatchObject(other);
    await frozenUnasked(asking({ cells: 100 }), '2026Q3', 2);
    const revision = releaseOf('rows', '2026Q3', 2);
    await expect(publishRelease(deps, revision)).rejects.toMatchObject(other);
    expect(await deps.ledger.entry(revision), 'said before the charge').toBeUndefined();

    await world.close(asking({ cells: 100 }), '2026Q4');
    await publishRelease(deps, releaseOf('rows', '2026Q4'));
    const published = await world.published('rows');
    const rowsOf = (period: string) => {
      const key = `v1/programme=rows/period=${period}/rev=1/outcomes.csv`;
      return Buffer.from(published.get(key)!.text, 'base64').toString().trim().split('\n').length - 1;
    };
    expect([rowsOf('2026Q3'), rowsOf('2026Q4')]).toEqual([8, 8 * 14]);
  });

  /** Frozen counts of a release that nobody has asked the ledger about. */
  async function frozenUnasked(programme: Programme, of: string, revision = 1) {
    const period = releasePeriod(of)!;
    const release = releaseOf(programme.programme, of, revision);
    const terms = { release, period, programme, catalogue: catalogueIn(programme, period) };
    await world.deps.tallies.fixTerms(terms);
    for (const clinicId of programme.clinics) await tallyAndFreeze(world.deps, { release, clinicId });
  }
});

describe("a client's account", () => {
  const real = () => world.publishDeps(differentialPrivacy(secureRandom()));
  const lifetime = async (programme: string, period: string, revision = 1) => {
    const key = `v1/programme=${programme}/period=${period}/rev=${revision}/datapackage.json`;
    const manifest = (await world.published(programme)).get(key)!;
    return JSON.parse(Buffer.from(manifest.text, 'base64').toString()).privacy.lifetime.rho as number;
  };
  const method = async (programme: string, period: string, revision: number) => {
    const key = `v1/programme=${programme}/period=${period}/rev=${revision}/METHOD.md`;
    return Buffer.from((await world.published(programme)).get(key)!.text, 'base64').toString();
  };
  const budgetOf = (microRhoPerPeriod: number, periodsPerClient: number, microRhoReserve = 0) => ({
    ...{ microRhoPerPeriod, periodsPerClient, microRhoReserve, microRhoCap: 4_000_000 },
  });

  it('is used up by what was published, in whatever programme, and by nothing else', async () => {
    const budget = { ...budgetOf(RHO, 1), microRhoCap: RHO };
    const poor = world.programme('refused', { clinics: ['refused-north'], budget });
    const charge = clientCharge(poor, { period: '2026Q3' }, 1);
    for (const month of ['2026-02', '2026-05', '2026-08'])
      await world.client({ clinicId: 'refused-north', client: month, month });
    for (const month of ['2026-05', '2026-08'])
      await world.client({ clinicId: 'refused-north', client: 'loyal', month });
    const deps = real();
    await world.close(poor, '2026Q1');
    await world.close(poor, '2026Q2');
    await publishRelease(deps, releaseOf('refused', '2026Q1'));
    await expect(publishRelease(deps, releaseOf('refused', '2026Q2'))).rejects.toMatchObject({
      code: 'release.budget-exhausted',
    });
    const spentOf = async (...clients: string[]) => {
      const owners = clients.map((client) => ({ clinicId: 'refused-north', client }));
      const spent = await world.deps.accounts.spent(owners, charge);
      return clients.map((client) => spent.get(client) ?? 0);
    };
    expect(await spentOf('2026-02', '2026-05', 'loyal')).toEqual([RHO, 0, 0]);

    // Another programme may have the refused months, and the clients have their one period.
    const next = world.programme('refused-next', { clinics: ['refused-north'], budget: budgetOf(RHO, 1) });
    for (const period of ['2026Q2', '2026Q3']) {
      await world.close(next, period);
      await publishRelease(deps, releaseOf('refused-next', period));
    }
    const frozen = await world.deps.tallies.frozen(releaseOf('refused-next', '2026Q3'));
    expect(await spentOf('2026-05', 'loyal', '2026-08')).toEqual([RHO, RHO, RHO]);
    const counted = Object.values(frozen!.tally.improvement).flat();
    expect(
      counted.reduce((sum, count) => sum + count, 0),
      'not the loyal one',
    ).toBe(1);
    // What is spent says nothing of when.
    const { Items } = await world.started.operator.dynamodb.send(
      new QueryCommand({
        TableName: 'ledger',
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: accountsPk('refused-north') } },
      }),
    );
    expect(Items!.map((item) => Object.keys(item).sort())).toEqual(
      Items!.map(() => ['microRho', 'pk', 'sk']),
    );
  });

  it('is that of a person: what was spent under an id that was merged into his counts', async () => {
    const clinicId = 'merged-north';
    const programme = world.programme('merged', { clinics: [clinicId], budget: budgetOf(RHO, 1) });
    await world.client({ clinicId, client: 'old-id', month: '2026-02' });
    for (const client of ['new-id', 'somebody-else'])
      await world.client({ clinicId, client, month: '2026-05' });
    const deps = real();
    await world.close(programme, '2026Q1');
    await publishRelease(deps, releaseOf('merged', '2026Q1'));
    const mark = erasureMark(clientPk({ clinicId, client: 'new-id' }));
    await world.started.operator.dynamodb.send(
      new PutItemCommand({
        TableName: 'records',
        Item: { pk: { S: mark.pk }, sk: { S: mark.sk }, members: { S: 'old-id' } },
      }),
    );
    await world.close(programme, '2026Q2');
    await publishRelease(deps, releaseOf('merged', '2026Q2'));
    const owners = ['old-id', 'new-id', 'somebody-else'].map((client) => ({ clinicId, client }));
    const spent = await world.deps.accounts.spent(owners, clientCharge(programme, { period: '2026Q3' }, 1));
    expect(owners.map(({ client }) => spent.get(client) ?? 0)).toEqual([RHO, 0, RHO]);
  });

  it('has back what was reserved for a release that was closed and is given up, unless that was paid for', async () => {
    const programme = world.programme('ended', { budget: budgetOf(RHO, 1) });
    const owners = [{ clinicId: 'ended-north', client: 'p1' }];
    for (const month of ['2026-05', '2026-08'])
      await world.client({ clinicId: 'ended-north', client: 'p1', month });
    const spent = async () => {
      const all = await world.deps.accounts.spent(owners, clientCharge(programme, { period: '2026Q3' }, 1));
      return all.get('p1');
    };
    const deps = world.publishDeps(drawingMechanism());
    const handler = createPublishHandler({
      ...deps,
      tallies: world.deps.tallies,
      programmes: async () => [],
      ran: () => expect.fail('no schedule has run'),
    });
    const giveUp = (period: string) =>
      handler({ scheduledTime: '2026-11-28T12:00:00Z', release: releaseOf('ended', period), giveUp: true });
    await expect(giveUp('2026Q2'), 'nothing was closed').rejects.toMatchObject({ path: 'release' });
    await world.close(programme, '2026Q2');
    expect(await spent()).toBe(RHO);
    for (let run = 0; run < 2; run++) await giveUp('2026Q2');
    expect(await spent()).toBe(0);
    const refused = { code: 'release.given-up' };
    await expect(publishRelease(deps, releaseOf('ended', '2026Q2'))).rejects.toMatchObject(refused);
    await expect(world.close(programme, '2026Q2')).rejects.toMatchObject(refused);

    await world.close(programme, '2026Q3');
    await publishRelease(deps, releaseOf('ended'));
    await expect(giveUp('2026Q3')).rejects.toMatchObject({ code: 'release.already-charged' });
    expect(await spent()).toBe(RHO);
  });

  it('is what manifests promise by, and never the setting of the day', async () => {
    const clinics = ['raised-north'];
    const dear = world.programme('raised', { clinics, budget: budgetOf(1_000_000, 1, RHO) });
    await world.client({ clinicId: 'raised-north', client: 'old', month: '2026-05' });
    await world.client({ clinicId: 'raised-north', client: 'old', month: '2026-08' });
    const deps = real();
    await world.close(dear, '2026Q2');
    await publishRelease(deps, releaseOf('raised', '2026Q2'));
    expect(await lifetime('raised', '2026Q2')).toBe(1);
    const cheap = { ...dear, budget: budgetOf(RHO, 8, RHO) };
    await world.close(cheap, '2026Q3');
    await publishRelease(deps, releaseOf('raised', '2026Q3'));
    expect(await lifetime('raised', '2026Q3'), 'who has spent 1 is not promised .5').toBe(1);
    const frozen = await world.deps.tallies.frozen(releaseOf('raised', '2026Q3'));
    expect(frozen!.tally.improvement, 'and counts no more').toEqual({});

    // Under another name, too; and what raises the reserve breaks it as well.
    const broken = { code: 'release.breaks-promise' };
    for (const budget of [budgetOf(RHO, 17, RHO), budgetOf(2_000_000, 1), budgetOf(RHO, 8, 2 * RHO)]) {
      const renamed = world.programme('raised-again', { clinics, budget });
      await expect(world.close(renamed, '2026Q4')).rejects.toMatchObject(broken);
    }
    await expect(
      world.close({ ...dear, budget: budgetOf(2 * RHO, 4, RHO) }, '2026Q1'),
      'under a promise that came later',
    ).rejects.toMatchObject(broken);
  });

  it('has the revision in it, in its own METHOD and in the next', async () => {
    const programme = world.programme('corrected');
    const deps = real();
    await world.client({ clinicId: 'corrected-north', client: 'p1', month: '2026-08' });
    for (const [period, revision] of [
      ['2026Q3', 1],
      ['2026Q3', 2],
      ['2026Q4', 1],
    ] as const) {
      await world.close(programme, period, revision);
      await publishRelease(deps, releaseOf('corrected', period, revision));
    }
    expect(await method('corrected', '2026Q3', 1)).toContain('finds at most 9.3 % of those');
    expect(await method('corrected', '2026Q3', 1)).toContain('would then find at most 10.3 %');
    const second = await method('corrected', '2026Q3', 2);
    expect(second).toContain('finds at most 10.3 % of those');
    expect(second).toContain('there will be none');
    expect(await method('corrected', '2026Q4', 1)).toContain('finds at most 10.3 % of those');
    expect(await lifetime('corrected', '2026Q3', 2)).toBe(0.5625);
    expect(await lifetime('corrected', '2026Q4')).toBe(0.5625);
  });
});

describe('the audit of what has been published', () => {
  const KEY = (programme: string, period: string) =>
    `v1/programme=${programme}/period=${period}/rev=1/outcomes.csv`;

  it('refuses the next release when what is out tells of somebody: nothing is charged or published', async () => {
    const programme = world.programme('tampered', { mode: 'threshold' });
    await world.client({ clinicId: 'tampered-north', client: 'p1', month: '2026-08' });
    const deps = world.publishDeps(thresholdMechanism(loadSolver));
    for (const period of ['2026Q3', '2026Q4']) await world.close(programme, period);
    await publishRelease(deps, releaseOf('tampered'));
    const { s3 } = world.started.operator;
    const Key = KEY('tampered', '2026Q3');
    const csv = Buffer.from((await world.published('tampered')).get(Key)!.text, 'base64').toString();
    const Body = csv.replace(/^(2026Q3,deep-tissue,chronic-low-back-pain),c,,,c,/m, '$1,a,1,2,c,');
    expect(Body).not.toBe(csv);
    await s3.send(new PutObjectCommand({ Bucket: 'releases', Key, Body }));
    const before = await world.published('tampered');
    for (let run = 0; run < 2; run++) {
      await expect(publishRelease(deps, releaseOf('tampered', '2026Q4'))).rejects.toMatchObject({
        code: 'release.audit-found',
        message: expect.stringContaining('tampered 2026Q3'),
      });
    }
    expect(await deps.ledger.entry(releaseOf('tampered', '2026Q4'))).toBeUndefined();
    expect(await world.published('tampered')).toEqual(before);
  });

  it('refuses a release that tells of somebody, before it is signed, charged once', async () => {
    const sound = differentialPrivacy(secureRandom());
    const faulty = {
      ...sound,
      table: (...of: Parameters<typeof sound.table>) => {
        const table = sound.table(...of);
        const rows = table.rows.map((row) => ({ ...row, mean: 2.5 }));
        return { ...table, rows };
      },
    };
    const programme = world.programme('telling');
    await world.client({ clinicId: 'telling-north', client: 'p1', month: '2026-08' });
    await world.close(programme, '2026Q3');
    const deps = world.publishDeps(faulty);
    const signed: Uint8Array[] = [];
    const sign = async (message: Uint8Array) => {
      signed.push(message);
      return deps.signer.sign(message);
    };
    for (let run = 0; run < 2; run++) {
      await expect(
        publishRelease({ ...deps, signer: { ...deps.signer, sign } }, releaseOf('telling')),
      ).rejects.toMatchObject({
        code: 'release.audit-found',
        message: expect.stringContaining('not-from-noisy-values: telling 2026Q3 revision 1'),
      });
    }
    expect(signed).toEqual([]);
    expect(await world.published('telling')).toEqual(new Map());
    expect((await deps.ledger.spent('telling')).microRho).toBe(RHO);
    // The mechanism mended, the same drawing is published.
    await publishRelease(world.publishDeps(sound), releaseOf('telling'));
    expect((await deps.ledger.spent('telling')).microRho).toBe(RHO);
  });
});
