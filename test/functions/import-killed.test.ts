import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportJob } from '../../functions/import-file/import-job.ts';
import { type ImportDeps, importStretch } from '../../functions/import-file/import-stretch.ts';
import { openRow } from '../../shared/clinics/sealed-row.ts';
import type { RecordResult } from '../../shared/intake/record-result.ts';
import type { SentRecord } from '../../shared/records/record.ts';
import { DEEP } from '../deep.ts';

const KEY = 'clinic=riverside/journal.ndjson';
const job: ImportJob = { bucket: 'imports', key: KEY, eTag: 'e', arrivedAt: '2026-11-28T00:00:00Z' };

/** As many chunks in `npm test`, of fewer rows. */
const ROWS_A_CHUNK = DEEP ? 300 : 100;
const CHUNKS = 24;
const ROWS = CHUNKS * ROWS_A_CHUNK;

const line = (id: number, pain: unknown, minute = 1) =>
  JSON.stringify({
    type: 'pain-score',
    scoreId: `p-${id}`,
    clientId: `c-${id % (ROWS / 20)}`,
    at: '2026-08-04T12:00:00-05:00',
    pain,
    recordedAt: `2026-08-04T12:0${minute}:00-05:00`,
  });

/** Rows of which some are refused, some repeated or corrected at once, and told again as they were first. */
const SPECIAL: Readonly<Record<number, (index: number) => string>> = {
  50: (index) => line(index - 1, 3),
  60: (index) => line(index - 1, 4, 2),
  61: (index) => line(index - 2, 3),
};
const lines = Array.from(
  { length: ROWS },
  (_, index) =>
    SPECIAL[index % ROWS_A_CHUNK]?.(index) ?? line(index, index % (3 * ROWS_A_CHUNK) === 7 ? 7.5 : 3),
);
const text = Buffer.from(`${lines.join('\n')}\n`);

class Killed extends Error {}

/** A bucket and a table that outlive workers; a worker dies at the calls of the world that are named. */
function world(killedAt: ReadonlySet<number>) {
  const held = new Map<string, string>();
  const written = new Map<string, string>();
  let [calls, runs] = [0, 0];
  const mayDie = () => {
    calls += 1;
    if (killedAt.has(calls)) throw new Killed();
  };
  const takeOne = (record: SentRecord): RecordResult => {
    const id = record.type === 'pain-score' ? record.scoreId : '';
    const before = held.get(id);
    const recordedAt = record.recordedAt!;
    if (before === recordedAt) return { status: 'duplicate', message: 'the same', ofThisArrival: true };
    if (before !== undefined && before > recordedAt)
      return { status: 'stale', message: 'a later one is held' };
    held.set(id, recordedAt);
    return { status: 'accepted', ...(before && { replaced: { recordedAt: before, ofThisArrival: true } }) };
  };
  const deps: ImportDeps = {
    takeIn: async (_clinic, records) => {
      mayDie();
      const half = records.slice(0, records.length / 2).map(takeOne);
      mayDie(); // half of a chunk is in
      const results = [...half, ...records.slice(records.length / 2).map(takeOne)];
      mayDie(); // all of it is in, and nobody has been told
      return results;
    },
    unused: async function* (_clinic, clientIds) {
      mayDie();
      yield* clientIds.filter((id) => id.endsWith('7')).map(() => 'no-session' as const);
    },
    tellTaken: () => {},
    rowsAChunk: ROWS_A_CHUNK,
    keyOfClinic: async () => 'key',
    rowKeyOf: async () => new Uint8Array(32),
    newRun: () => (runs++).toString(16).padStart(8, '0'),
    remove: async ({ key }) => {
      mayDie();
      written.delete(key);
    },
    clearUpload: async () => {},
    read: async (key) => written.get(key),
    open: async (_job, fromByte) => bytesFrom(fromByte),
    write: async (key, content) => {
      mayDie();
      written.set(key, content);
    },
  };
  return { deps, held, written, calls: () => calls };
}

async function* bytesFrom(start: number): AsyncGenerator<Uint8Array> {
  for (let at = start; at < text.length; at += 65_536) yield text.subarray(at, at + 65_536);
}

/** The queue: a message whose worker has died comes again, as it was sent. */
async function runToEnd(deps: ImportDeps, chunksAStretch: number): Promise<number> {
  let message: string | undefined = JSON.stringify(job);
  let deaths = 0;
  while (message !== undefined) {
    let chunks = 0;
    try {
      const rest: ImportJob | undefined = await importStretch(
        JSON.parse(message) as ImportJob,
        deps,
        () => ++chunks >= chunksAStretch,
      );
      message = rest && JSON.stringify(rest);
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      deaths += 1;
    }
  }
  return deaths;
}

type Row = { line: number; sealedRow?: string };

const linesIn = (written: ReadonlyMap<string, string>, isPart: (key: string) => boolean): Row[] =>
  [...written]
    .filter(([key]) => isPart(key))
    .flatMap(([, text]) => text.trimEnd().split('\n'))
    .map((text) => JSON.parse(text) as Row)
    .toSorted((a, b) => a.line - b.line);

/** Sealing the same twice does not look the same. */
const opened = ({ sealedRow, ...row }: Row) => ({
  ...row,
  typed: openRow(new Uint8Array(32), 'riverside', sealedRow!),
});

const toldBy = (written: ReadonlyMap<string, string>) => {
  const { refusedParts, rows, account } = JSON.parse(written.get(`${KEY}.import/result.json`)!) as {
    refusedParts: string[];
    rows: number;
    account: object;
  };
  const refused = linesIn(written, (key) => refusedParts.includes(key)).map(opened);
  const brought = linesIn(written, (key) => key.includes('/brought-'));
  return { rows, account, refused, brought: [...new Map(brought.map((row) => [row.line, row])).values()] };
};

describe('an import whose worker is killed', () => {
  it('ends in the same, told and held, wherever that happens and however often', async () => {
    const whole = world(new Set());
    await runToEnd(whole.deps, 1000);
    const told = toldBy(whole.written);
    const { replaced, duplicate, refused } = { replaced: 48, duplicate: 24, refused: 8 };
    expect(told.brought).toHaveLength(ROWS);
    expect(told.refused).toHaveLength(8);
    expect(told).toMatchObject({ rows: ROWS, account: { counts: { replaced, duplicate, refused } } });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: whole.calls() + 20 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 5, max: 40 }),
        async (killedAt, chunksAStretch) => {
          const cut = world(new Set(killedAt));
          const deaths = await runToEnd(cut.deps, chunksAStretch);
          // Files are removed side by side: two deaths at a time are one.
          expect(deaths > 0).toBe(killedAt.some((call) => call <= cut.calls()));
          expect(cut.held).toEqual(whole.held);
          expect(toldBy(cut.written)).toEqual(told);
        },
      ),
      { numRuns: DEEP ? 100 : 6 },
    );
  });

  it('does not begin again where it was cut off: at most ten chunks are taken in once more', async () => {
    const cut = world(new Set([68])); // in the 22nd chunk
    let rows = 0;
    const { takeIn } = cut.deps;
    cut.deps.takeIn = (clinic, records, arrival) => {
      rows += records.length;
      return takeIn(clinic, records, arrival);
    };
    expect(await runToEnd(cut.deps, 1000)).toBe(1);
    expect(rows).toBeGreaterThan(ROWS);
    expect(rows).toBeLessThan(ROWS + 10 * ROWS_A_CHUNK);
  });

  it('does nothing when its message comes once more after the end', async () => {
    const done = world(new Set());
    await runToEnd(done.deps, 1000);
    const before = [structuredClone(done.held), new Map(done.written)];
    done.deps.takeIn = () => Promise.reject(new Error('nothing is to be taken in'));
    await runToEnd(done.deps, 1000);
    expect([done.held, done.written]).toEqual(before);
  });
});
