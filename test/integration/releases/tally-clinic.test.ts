import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClosePeriodHandler } from '../../../functions/close-period/handler.ts';
import { clientCharge } from '../../../shared/privacy/programme/may-count.ts';
import { programmeOf } from '../../../shared/privacy/programme/programme.ts';
import { releasePeriod } from '../../../shared/privacy/programme/release-period.ts';
import { CHANGES, cellKey } from '../../../shared/privacy/tally/period-tally.ts';
import { releaseIdText } from '../../../shared/releases/release-id.ts';
import { beginTally, tallyAndFreeze } from '../../../shared/releases/steps/close-period.ts';
import { accountsPk } from '../../../shared/releases/stores/ledger-keys.ts';
import { type Item, text } from '../../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../../shared/storage/aws/item-table.ts';
import { type ReleaseWorld, startReleaseWorld } from './release-world.ts';

let world: ReleaseWorld;
beforeAll(async () => {
  world = await startReleaseWorld();
});
afterAll(() => world.stop());

const CELL = cellKey('deep-tissue', 'chronic-low-back-pain');
const releaseOf = (programme: string, period = '2026Q3', revision = 1) => ({ programme, period, revision });

/** Clients of the one cell that these tests fill, by improvement. */
async function counted(programme: string, period?: string): Promise<Record<number, number>> {
  const frozen = await world.deps.tallies.frozen(releaseOf(programme, period));
  if (!frozen) throw new Error(`${programme} is not frozen`);
  const histogram = frozen.tally.improvement[CELL] ?? [];
  return Object.fromEntries(
    histogram.flatMap((count, bin) => (count === 0 ? [] : [[CHANGES[bin]!.improvement, count]])),
  );
}

describe('who counts', () => {
  it('each client once, over all months of the period and clinics, and only with consent', async () => {
    const programme = world.programme('who');
    const [north, south] = programme.clinics as [string, string];
    for (const month of ['2026-07', '2026-08', '2026-09']) {
      await world.client({ clinicId: north, client: 'p1', month, improvement: 3, sessions: 5 });
    }
    await world.client({ clinicId: north, client: 'p2', month: '2026-08', improvement: 1 });
    await world.client({ clinicId: south, client: 'p1', month: '2026-09', improvement: 1 });
    await world.client({ clinicId: south, client: 'silent', month: '2026-09', consents: false });
    await world.client({ clinicId: south, client: 'before', month: '2026-06' });
    await world.client({ clinicId: south, client: 'after', month: '2026-10' });
    await world.close(programme, '2026Q3');
    expect(await counted('who')).toEqual({ 3: 1, 1: 2 });
  });

  it('nobody who took consent back before the closing, whoever gave it once', async () => {
    const programme = world.programme('back');
    const clinicId = programme.clinics[0]!;
    await world.client({ clinicId, client: 'p1', month: '2026-07' });
    await world.client({ clinicId, client: 'p2', month: '2026-07' });
    await world.consent(clinicId, 'p2', false, '2026-10-30T12:00:00Z');
    await world.close(programme, '2026Q3');
    expect(await counted('back')).toEqual({ 2: 1 });
  });

  it('nobody more often than agreed; a repeated tally of a period is no new one', async () => {
    const budget = { microRhoPerPeriod: 10, periodsPerClient: 2, microRhoCap: 99, microRhoReserve: 0 };
    const programme = world.programme('often', { clinics: ['often-north'], budget });
    const periods = ['2025Q4', '2026Q1', '2026Q2'];
    for (const period of periods) {
      for (const month of releasePeriod(period)!.months.slice(0, 2)) {
        await world.client({ clinicId: 'often-north', client: 'loyal', month });
      }
    }
    await world.client({ clinicId: 'often-north', client: 'new', month: '2026-06' });
    for (const period of ['2025Q4', '2025Q4', '2026Q1', '2026Q2']) {
      await world.close(programme, period);
    }
    expect(await counted('often', '2025Q4')).toEqual({ 2: 1 });
    expect(await counted('often', '2026Q1')).toEqual({ 2: 1 });
    expect(await counted('often', '2026Q2'), 'only the new client').toEqual({ 2: 1 });
    const owners = [{ clinicId: 'often-north', client: 'loyal' }];
    const charge = clientCharge(programme, { period: '2026Q3' }, 1);
    expect((await world.deps.accounts.spent(owners, charge)).get('loyal')).toBe(20);
    // Of releases that are counted at the same moment, only as many can take a client's last rho as there is.
    await world.client({ clinicId: 'often-north', client: 'last', month: '2026-06' });
    const last = [{ clinicId: 'often-north', client: 'last' }];
    const places = await Promise.all(
      ['2027Q1', '2027Q2', '2027Q3', '2027Q4'].flatMap((period) =>
        ['often', 'renamed'].map((name) =>
          world.deps.accounts.reserve(last, releaseOf(name, period), charge),
        ),
      ),
    );
    expect(places.filter((who) => who.has('last'))).toHaveLength(2);
  });

  it('more clients than are read at once, in the order of their keys, none lost or doubled', async () => {
    const programme = world.programme('many', { clinics: ['many-north'], period: 'half-year' });
    const months = releasePeriod('2026H2')!.months;
    for (let index = 0; index < 250; index++) {
      const client = `p${String((index * 7919) % 250).padStart(4, '0')}`;
      // A client's months are scattered over the partitions, so that they come from different pages.
      for (const month of [months[index % 6]!, months[(index + 2) % 6]!]) {
        await world.client({ clinicId: 'many-north', client, month, improvement: 1 + (index % 2) });
      }
    }
    await world.close(programme, '2026H2');
    expect(await counted('many', '2026H2')).toEqual({ 1: 125, 2: 125 });
  });
});

describe('what clients have reserved', () => {
  const budget = { microRhoPerPeriod: 10, periodsPerClient: 1, microRhoCap: 99, microRhoReserve: 0 };
  const programme = programmeOf({ programme: 'accounts', clinics: ['accounts'], budget });
  const charge = clientCharge(programme, { period: '2026Q3' }, 1);
  const owners = Array.from({ length: 230 }, (_, index) => ({ clinicId: 'accounts', client: `p${index}` }));
  const spentBy = async () => (await world.deps.accounts.spent(owners, charge)).values();

  it('is taken from each who can pay, although others of his hundred cannot or have paid already', async () => {
    const { accounts } = world.deps;
    const [one, other] = [releaseOf('one'), releaseOf('other')];
    // Two of different hundreds have nothing left, and five have been counted by a run that was cut off.
    await accounts.reserve([owners[3]!, owners[150]!], other, charge);
    await accounts.reserve(owners.slice(20, 25), one, charge);
    const counted = await accounts.reserve(owners, one, charge);
    expect(counted.size).toBe(228);
    expect([counted.has('p3'), counted.has('p150'), counted.has('p20'), counted.has('p229')]).toEqual([
      ...[false, false, true, true],
    ]);
    expect(await accounts.reserve(owners, one, charge)).toEqual(counted);
    expect(new Set(await spentBy())).toEqual(new Set([10]));
    await accounts.settle('accounts', one);
    await accounts.settle('accounts', one);
    await accounts.giveBack('accounts', other, charge);
    await accounts.giveBack('accounts', other, charge);
    expect([...(await spentBy())].toSorted((a, b) => a - b)).toEqual([0, 0, ...Array(228).fill(10)]);
  });
});

describe('the account of a client', () => {
  const ofLedger = async (clinicId: string) => {
    const ledger = itemTable(world.started.operator.dynamodb, 'ledger');
    const items: Item[] = [];
    for await (const item of ledger.query(accountsPk(clinicId))) items.push(item);
    return items;
  };

  it('is called what nothing else is, also where it was called by the pseudonym before', async () => {
    const budget = { microRhoPerPeriod: 10, periodsPerClient: 2, microRhoCap: 99, microRhoReserve: 0 };
    const clinicId = 'older-accounts';
    const programme = programmeOf({ programme: clinicId, clinics: [clinicId], budget });
    const charge = clientCharge(programme, { period: '2026Q3' }, 1);
    const [waits, refused] = [releaseOf(clinicId), releaseOf('refused')];
    const owners = ['p1', 'p2', 'p3'].map((client) => ({ clinicId, client }));
    const older = (client: string, ...releases: ReturnType<typeof releaseOf>[]) => ({
      ...{ pk: text(accountsPk(clinicId)), sk: text(`CLIENT#${client}`), microRho: { N: '10' } },
      ...(releases.length > 0 && { waiting: { SS: releases.map(releaseIdText) } }),
    });
    const ledger = itemTable(world.started.operator.dynamodb, 'ledger');
    for (const item of [older('p1'), older('p2', waits), older('p3', refused)]) await ledger.putIf(item, {});
    const { accounts } = world.deps;
    // Reserved before it was moved, refused after it.
    await Promise.all([accounts.renameOlder(clinicId), accounts.renameOlder(clinicId)]);
    await accounts.renameOlder(clinicId);
    await accounts.settle(clinicId, waits);
    await accounts.giveBack(clinicId, refused, charge);
    expect([...(await accounts.spent(owners, charge))]).toEqual([
      ...[
        ['p1', 10],
        ['p2', 10],
        ['p3', 0],
      ],
    ]);
    const names = (await ofLedger(clinicId)).map(({ sk }) => sk!.S!);
    expect(names.map((name) => /^ACCOUNT#[0-9a-f]{32}$/.test(name))).toEqual([true, true, true]);
    expect((await ofLedger(clinicId)).some(({ waiting }) => waiting)).toBe(false);
  });

  it('is settled where a release was counted before the account was moved', async () => {
    const clinicId = 'not-yet-moved';
    const release = releaseOf(clinicId);
    const ledger = itemTable(world.started.operator.dynamodb, 'ledger');
    const waiting = { SS: [releaseIdText(release)] };
    const item = { pk: text(accountsPk(clinicId)), sk: text('CLIENT#p1'), microRho: { N: '10' }, waiting };
    await ledger.putIf(item, {});
    await world.deps.accounts.settle(clinicId, release);
    expect((await ofLedger(clinicId)).map((one) => Object.keys(one).sort())).toEqual([
      ['microRho', 'pk', 'sk'],
    ]);
  });
});

describe('freezing', () => {
  it('waits for every clinic, whatever the order, and is then the same for ever', async () => {
    const programme = world.programme('waits', { clinics: ['waits-a', 'waits-b', 'waits-c'] });
    await world.client({ clinicId: 'waits-b', client: 'p1', month: '2026-07' });
    const messages = await beginTally(world.deps, programme, releasePeriod('2026Q3')!, 1);
    const outcomes: string[] = [];
    for (const message of messages.toReversed()) outcomes.push(await tallyAndFreeze(world.deps, message));
    expect(outcomes).toEqual(['waiting', 'waiting', 'frozen']);
    const { digest } = (await world.deps.tallies.frozen(releaseOf('waits')))!;
    await world.client({ clinicId: 'waits-a', client: 'p2', month: '2026-07' });
    for (const message of messages) expect(await tallyAndFreeze(world.deps, message)).toBe('frozen');
    expect((await world.deps.tallies.frozen(releaseOf('waits')))!.digest).toBe(digest);
  });

  it('happens by whoever comes last, also of many at once and delivered twice', async () => {
    const clinics = Array.from({ length: 12 }, (_, index) => `crowd-${index}`);
    const programme = world.programme('crowd', { clinics });
    for (const clinicId of clinics) await world.client({ clinicId, client: 'p1', month: '2026-07' });
    const messages = await beginTally(world.deps, programme, releasePeriod('2026Q3')!, 1);
    const outcomes = await Promise.all(
      [...messages, ...messages].map((message) => tallyAndFreeze(world.deps, message)),
    );
    expect(outcomes).toContain('frozen');
    expect(await counted('crowd')).toEqual({ 2: 12 });
  });

  it('goes by the terms of its beginning, whatever is deployed meanwhile', async () => {
    const before = world.programme('terms', { clinics: ['terms-a', 'terms-b'] });
    const messages = await beginTally(world.deps, before, releasePeriod('2026Q3')!, 1);
    const after = { ...before, clinics: ['terms-a'], mode: 'threshold' as const };
    expect(await beginTally(world.deps, after, releasePeriod('2026Q3')!, 1)).toEqual(messages);
    for (const message of messages) await tallyAndFreeze(world.deps, message);
    const { terms } = (await world.deps.tallies.frozen(releaseOf('terms')))!;
    expect(terms.programme).toEqual(before);
  });

  it('of nobody is a frozen count like any other', async () => {
    await world.close(world.programme('nobody'), '2026Q3');
    expect((await world.deps.tallies.frozen(releaseOf('nobody')))!.tally).toEqual({
      improvement: {},
      recovery: {},
    });
  });
});

it('what waits in a queue names a clinic and nobody in it', async () => {
  const messages = await beginTally(
    world.deps,
    world.programme('named', { clinics: ['named-a'] }),
    releasePeriod('2026Q3')!,
    1,
  );
  expect(messages).toEqual([{ release: releaseOf('named'), clinicId: 'named-a' }]);
});

describe('a period that has not closed', () => {
  const today = { now: () => new Date('2026-11-28T12:00:00Z') };

  it.each([
    ['2030Q1', 'of years to come'],
    ['2026Q4', 'that still runs'],
    ['2026H2', 'of another kind'],
  ])('%s is not counted and fixes nothing: one %s', async (period) => {
    const kind = period.includes('H') ? 'half-year' : 'quarter';
    const programme = world.programme('too-early', { period: kind });
    const begun = beginTally({ ...world.deps, ...today }, programme, releasePeriod(period)!, 1);
    await expect(begun).rejects.toMatchObject({ code: 'release.period-not-closed' });
    expect(await world.deps.tallies.terms(releaseOf('too-early', period))).toBeUndefined();
  });

  it('is not counted for an event that says that it is later than it is; others are not held up', async () => {
    const sent: unknown[] = [];
    const handler = (now: string) =>
      createClosePeriodHandler({
        ...world.deps,
        now: () => new Date(now),
        programmes: async () => [
          world.programme('event-halves', { period: 'half-year' }),
          world.programme('event-quarters'),
        ],
        ran: async () => {},
        send: async (messages) => void sent.push(...messages.map(({ release }) => release.period)),
        log: { info: () => {}, error: () => {} },
      });
    const early = handler('2026-11-28T12:00:00Z');
    await expect(early({ scheduledTime: '2030-05-01T06:00:00Z' })).rejects.toMatchObject({
      code: 'release.not-closed',
    });
    const named = releaseOf('event-quarters', '2027Q1');
    await expect(
      early({ scheduledTime: '2026-11-28T12:00:00Z', release: named }),
      'by name, it says why',
    ).rejects.toMatchObject({
      code: 'release.period-not-closed',
      message: expect.stringContaining('2027-05-01'),
    });
    expect(sent).toEqual([]);

    await world.close(world.programme('holds', { clinics: ['event-halves-north'] }), '2026Q4');
    const due = handler('2027-02-01T06:00:00Z')({ scheduledTime: '2027-02-01T06:00:00Z' });
    await expect(due, 'the half-year, whose month belongs to another').rejects.toMatchObject({
      code: 'release.not-closed',
    });
    expect(sent).toEqual(['2026Q4', '2026Q4']);
  });
});
