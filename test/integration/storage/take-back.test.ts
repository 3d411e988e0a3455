import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Arrival } from '../../../shared/records/arrival.ts';
import { parseRecord } from '../../../shared/records/record.ts';
import { utcSortKey } from '../../../shared/records/time/instant.ts';
import { createCareReader } from '../../../shared/storage/care/care-store.ts';
import { createHistoryReader } from '../../../shared/storage/held/record-history.ts';
import { addressOf, createRecordReader, type Storable } from '../../../shared/storage/held/record-store.ts';
import { type ClientKey, clientPk } from '../../../shared/storage/keys/keys.ts';
import { createRecordWriter } from '../../../shared/storage/record-writer.ts';
import { createTakingBack } from '../../../shared/storage/take-back.ts';
import { type EngineTables, startTables } from './engine-tables.ts';

let tables: EngineTables;
const writer = () => createRecordWriter(tables.client, tables.recordsTable);
const reader = () => createRecordReader(tables.client, tables.recordsTable);
const taking = () => createTakingBack(tables.client, tables.recordsTable);

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const clinic = () => `clinic-${randomUUID()}`;
const at = (minute: number) => `2026-08-03T10:${String(minute).padStart(2, '0')}:00+00:00`;
const byFile = (name: string, day: number): Arrival => ({
  ...{ door: 'file', author: name, at: `2026-11-0${day}T00:00:00Z` },
});
const UNDO: Arrival = { door: 'owner', author: 'u-1', at: '2026-11-09T00:00:00Z' };
const undoOf = (importName: string) => ({ importName, arrival: UNDO });

function record(input: object): Storable {
  const parsed = parseRecord({ clinicId: 'riverside', clientId: 'c-1', ...input });
  if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
  return parsed.record as Storable;
}

type Kind = 'pain-score' | 'session' | 'goal' | 'measurement' | 'consent';
/** A version of which the content follows from what it is a version of and when it was written: none is in conflict. */
function version(kind: Kind, id: string, minute: number | undefined, seed = minute ?? 0): Storable {
  const recordedAt = minute === undefined ? {} : { recordedAt: at(minute) };
  const pain = (seed * 3 + id.length) % 10;
  switch (kind) {
    case 'pain-score':
      return record({ type: kind, scoreId: id, at: at(0), pain, ...recordedAt });
    case 'measurement':
      return record({ type: kind, measurementId: id, goalId: 'g', at: at(0), value: pain, ...recordedAt });
    case 'consent':
      return record({ type: kind, partnerReports: seed % 2 === 0, ...recordedAt });
    case 'session':
      return record({
        ...{ type: kind, sessionId: id, therapistId: `t-${seed % 2}`, startedAt: at(0), endedAt: at(50) },
        ...{ complaint: 'neck-pain', techniques: [{ technique: 'sports', minutes: 40 }], painBefore: pain },
        ...recordedAt,
      });
    default:
      return record({
        ...{ type: kind, goalId: id, therapistId: 't-1', kind: 'pain', measure: 'pain', unit: 'score' },
        ...{ baseline: 9, target: seed % 8, startsOn: '2026-08-03', dueOn: '2026-09-14', ...recordedAt },
      });
  }
}
const deletionOf = (of: Exclude<Kind, 'consent'>, id: string, minute: number) =>
  record({ type: 'deletion', of, id, recordedAt: at(minute) });

async function bring(owner: ClientKey, arrival: Arrival, records: readonly Storable[]) {
  const addressed = records.map((one, place) => addressOf(owner, one, arrival, place + 1));
  const outcomes = await writer().write(addressed);
  return outcomes.map(({ outcome }) => outcome);
}
const keysOf = (owner: ClientKey, records: readonly Storable[]) => {
  const sks = records.map((one) => addressOf(owner, one, UNDO).key.sk);
  return [...new Set(sks)].map((sk) => ({ pk: clientPk(owner), sk }));
};
async function undo(owner: ClientKey, name: string, records: readonly Storable[]) {
  const taken = await taking().takeBack(keysOf(owner, records), undoOf(name));
  return taken.map(({ fate }) => fate);
}

/** What anything is derived from. */
async function held(owner: ClientKey) {
  const { facts, goals } = await reader().all(owner);
  const key = (value: unknown) => JSON.stringify(value);
  // A consent that is given again over another is of then, though without the other it were known already.
  const ofWhatItSays = facts.map((fact) => (fact.type === 'consent' ? { ...fact, recordedAt: '' } : fact));
  return {
    facts: ofWhatItSays.map(key).toSorted(),
    goals: goals.map(key).toSorted(),
    consent: await reader().consent(owner),
  };
}

const score = (id: string, minute: number) => version('pain-score', id, minute);

describe('taking back what an import has made', () => {
  it('takes away what it made, brings back what it changed, and leaves what was corrected since', async () => {
    const owner = { clinicId: clinic(), client: 'p-1' };
    await bring(owner, byFile('before', 1), [score('changed', 1), score('same', 1)]);
    const file = [score('made', 2), score('changed', 2), score('same', 1), score('corrected', 2)];
    await bring(owner, byFile('a', 2), file);
    await bring(owner, { door: 'owner', author: 'u-1', at: '2026-11-03T00:00:00Z' }, [score('corrected', 3)]);
    const fates = ['removed', 'restored', 'untouched', 'changed'];
    const foreseen = await Promise.all(keysOf(owner, file).map((key) => taking().foresee(key, 'a')));
    expect(foreseen.map(({ fate }) => fate)).toEqual(fates);
    const before = await held(owner);
    expect(await held(owner)).toEqual(before);
    expect(await undo(owner, 'a', file)).toEqual(fates);
    const { facts } = await held(owner);
    const other = { clinicId: clinic(), client: 'p-1' };
    await bring(other, byFile('before', 1), [score('changed', 1), score('same', 1), score('corrected', 3)]);
    expect(facts).toEqual((await held(other)).facts);
  });

  it('tells the same again, and changes nothing more', async () => {
    const owner = { clinicId: clinic(), client: 'p-1' };
    await bring(owner, byFile('before', 1), [score('changed', 1)]);
    const file = [score('made', 2), score('changed', 2)];
    await bring(owner, byFile('a', 2), file);
    const fates = await undo(owner, 'a', file);
    const after = await held(owner);
    expect(await undo(owner, 'a', file)).toEqual(fates);
    expect(await held(owner)).toEqual(after);
    // Nor does it take back what has come again by another import.
    expect(await bring(owner, byFile('a-again', 4), file)).toEqual(['accepted', 'accepted']);
    expect(await undo(owner, 'a', file)).toEqual(fates);
    expect((await held(owner)).facts).toHaveLength(2);
  });

  it('is done once by two at a time', async () => {
    const owner = { clinicId: clinic(), client: 'p-1' };
    const file = [1, 2, 3, 4].map((id) => version('session', `s-${id}`, 2));
    await bring(owner, byFile('a', 2), file);
    const both = await Promise.all([undo(owner, 'a', file), undo(owner, 'a', file)]);
    expect(both).toEqual([Array(4).fill('removed'), Array(4).fill('removed')]);
    expect((await held(owner)).facts).toEqual([]);
  });

  it('notes what became of a record, and by whose word', async () => {
    const owner = { clinicId: clinic(), client: 'p-1' };
    await bring(owner, byFile('a', 2), [score('made', 2)]);
    await undo(owner, 'a', [score('made', 2)]);
    const history = await createHistoryReader(tables.client, tables.recordsTable).ofRecord(
      owner,
      'pain-score',
      'made',
    );
    expect(history!.versions).toEqual([]);
    expect(history!.events).toMatchObject([
      { what: 'undone', import: 'a', fate: 'removed', door: 'owner', author: 'u-1' },
    ]);
  });

  it('frees the ids of sessions and ends the care that followed from them', async () => {
    const clinicId = clinic();
    const [owner, another] = [
      { clinicId, client: 'p-1' },
      { clinicId, client: 'p-2' },
    ];
    const session = version('session', 's-1', 2);
    await bring(owner, byFile('a', 2), [session]);
    const care = createCareReader(tables.client, tables.recordsTable);
    expect(await care.of(owner, 't-0')).toBeDefined();
    expect(await bring(another, byFile('b', 3), [session])).toEqual(['other-client']);
    await undo(owner, 'a', [session]);
    expect(await care.of(owner, 't-0')).toBeUndefined();
    expect(await bring(another, byFile('b', 3), [session])).toEqual(['accepted']);
  });

  it('gives care back to whom the version before names', async () => {
    const owner = { clinicId: clinic(), client: 'p-1' };
    await bring(owner, byFile('before', 1), [version('session', 's-1', 1)]);
    await bring(owner, byFile('a', 2), [version('session', 's-1', 2)]);
    const care = createCareReader(tables.client, tables.recordsTable);
    expect(await care.of(owner, 't-1')).toBeUndefined();
    expect(await undo(owner, 'a', [version('session', 's-1', 2)])).toEqual(['restored']);
    expect(await care.of(owner, 't-1')).toBeDefined();
    expect(await care.of(owner, 't-0')).toBeUndefined();
  });

  it('leaves to the others what they have said too, until the last of their imports is undone', async () => {
    const owner = { clinicId: clinic(), client: 'p-1' };
    const file = [score('x', 2)];
    await bring(owner, byFile('a', 1), file);
    expect(await bring(owner, byFile('b', 2), file)).toEqual(['duplicate']);
    expect(await undo(owner, 'a', file)).toEqual(['said-again']);
    expect((await held(owner)).facts).toHaveLength(1);
    expect(await undo(owner, 'b', file)).toEqual(['removed']);
    expect((await held(owner)).facts).toEqual([]);

    await bring(owner, byFile('c', 3), file);
    await bring(owner, byFile('d', 4), file);
    // The other way about: who has taken back his word does not hold it.
    expect(await undo(owner, 'd', file)).toEqual(['untouched']);
    expect(await undo(owner, 'c', file)).toEqual(['removed']);
  });

  it('brings nothing of an erased client back', async () => {
    const owner = { clinicId: clinic(), client: 'p-1' };
    await bring(owner, byFile('before', 1), [score('x', 1)]);
    await bring(owner, byFile('a', 2), [score('x', 2), score('y', 2)]);
    const when = utcSortKey('2026-11-05T00:00:00Z');
    await writer().erase(owner, { recordedAt: when, arrivedAt: when });
    expect(await undo(owner, 'a', [score('x', 2), score('y', 2)])).toEqual(['erased', 'erased']);
    expect(await held(owner)).toEqual({ facts: [], goals: [], consent: undefined });
  });

  it.each([
    ['and corrects', (both: readonly Storable[]) => both],
    ['after its correction', (both: readonly Storable[]) => both.toReversed()],
  ])('leaves in the history what another file says too, %s in the same go', async (_, inOrder) => {
    const [owner, without] = [
      { clinicId: clinic(), client: 'p-1' },
      { clinicId: clinic(), client: 'p-1' },
    ];
    const first = version('goal', 'g', 3);
    await bring(owner, byFile('a', 2), [first]);
    const both = inOrder([first, version('goal', 'g', undefined, 6)]);
    for (const one of [owner, without]) await bring(one, byFile('b', 3), both);
    await undo(owner, 'a', [first]);
    expect(await held(owner)).toEqual(await held(without));
  });

  it('leaves what was moved to another client, and what was deleted', async () => {
    const clinicId = clinic();
    const owner = { clinicId, client: 'p-1' };
    const file = [score('x', 2), score('y', 2)];
    await bring(owner, byFile('a', 2), file);
    const moved = { clinicId, of: 'pain-score', id: 'x', from: 'p-1', to: 'p-2' } as const;
    await writer().move(moved, { door: 'owner', at: '2026-11-05T00:00:00Z' });
    await bring(owner, byFile('b', 6), [deletionOf('pain-score', 'y', 5)]);
    expect(await undo(owner, 'a', file)).toEqual(['moved', 'deleted']);
    expect((await held({ clinicId, client: 'p-2' })).facts).toHaveLength(1);
  });

  it('finds what a merge has led to another id', async () => {
    const clinicId = clinic();
    const owner = { clinicId, client: 'p-1' };
    const file = [version('session', 's-1', 2), score('x', 2)];
    await bring(owner, byFile('a', 2), file);
    const merged = { clinicId, from: 'p-1', into: 'p-2' };
    await writer().merge(merged, false, { door: 'owner', at: '2026-11-05T00:00:00Z' });
    expect(await undo(owner, 'a', file)).toEqual(['removed', 'removed']);
    expect((await held({ clinicId, client: 'p-2' })).facts).toEqual([]);
  });

  it('leaves what is held as if the import had never been, whatever came before and after it', async () => {
    const KINDS = ['pain-score', 'session', 'goal', 'measurement', 'consent'] as const;
    const some = fc.record({
      kind: fc.constantFrom(...KINDS),
      id: fc.constantFrom('i', 'ii'),
      minute: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
    });
    const file = fc.array(some, { maxLength: 6 });
    const removals = fc.array(
      fc.record({
        kind: fc.constantFrom('pain-score', 'session', 'goal', 'measurement'),
        id: fc.constantFrom('i', 'ii'),
      }),
      { maxLength: 1 },
    );
    const facts = (rows: readonly { kind: Kind; id: string; minute?: number }[]) =>
      rows.map(({ kind, id, minute = undefined }) => version(kind, id, minute, minute ?? 6));
    await fc.assert(
      fc.asyncProperty(file, file, file, removals, async (before, undone, after, removed) => {
        const given = after.filter(({ kind, minute = 6 }) => kind !== 'consent' || minute % 2 === 0);
        const [p, a, b] = [facts(before), facts(undone), facts(given)];
        // What removes acts on all that is held when it comes, so also on what the import has brought: it comes last,
        // and is no withdrawal.
        const last = removed.map(({ kind, id }) => deletionOf(kind, id, 9));
        const [owner, without] = [
          { clinicId: clinic(), client: 'p-1' },
          { clinicId: clinic(), client: 'p-1' },
        ];
        for (const [name, day, records] of [
          ['p', 1, p],
          ['a', 2, a],
          ['b', 3, [...b, ...last]],
        ] as const) {
          await bring(owner, byFile(name, day), records);
          if (name !== 'a') await bring(without, byFile(name, day), records);
        }
        const foreseen = await Promise.all(keysOf(owner, a).map((key) => taking().foresee(key, 'a')));
        const fates = await undo(owner, 'a', a);
        expect(fates).toEqual(foreseen.map(({ fate }) => fate));
        expect(await held(owner)).toEqual(await held(without));
        expect(await undo(owner, 'a', a)).toEqual(fates);
        expect(await held(owner)).toEqual(await held(without));
      }),
      { numRuns: 40 },
    );
  });
});
