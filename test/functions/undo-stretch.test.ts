import { describe, expect, it } from 'vitest';
import {
  parseUndoRequest,
  type UndoJob,
  undoContinued,
  undoMessage,
} from '../../functions/import-file/undo-job.ts';
import { type UndoDeps, undoStretch } from '../../functions/import-file/undo-stretch.ts';
import type { BroughtRow } from '../../shared/imports/brought-row.ts';
import type { UndoRequest, WrittenUndo } from '../../shared/imports/undo-state.ts';
import type { WrittenImport } from '../../shared/records/files/written-import.ts';
import { broughtRowsKey, importResultKey, undoKey } from '../../shared/storage/keys/import-keys.ts';

const KEY = 'clinic=riverside/scores.ndjson';
const FIRST_AT = '2026-08-04T12:01:00.000000000Z';
const row = (id: number, recordedAt = FIRST_AT): BroughtRow => ({
  ...{ line: id + 1, type: 'pain-score', id: `p-${id}`, clients: [`pseudonym-${id % 7}`] },
  ...{ sk: `SCORE#p-${id}`, recordedAt },
});
const request: UndoRequest = {
  ...{
    clinicId: 'riverside',
    file: 'scores.ndjson',
    import: 'i-1',
    at: '2026-11-28T00:00:00.000Z',
    by: 'u-1',
  },
};

/** A bucket in memory, and a register of what is held; each record is taken back once. */
function world(rows: readonly BroughtRow[], asked: Partial<UndoRequest> = {}, rowsAPart = 1_700) {
  const identity = { name: 'i-1', arrivedAt: '2026-11-01T00:00:00Z' };
  const objects = new Map<string, string>([
    [undoKey(KEY, 'asked'), JSON.stringify({ ...request, ...asked })],
    [undoKey(KEY, 'look'), JSON.stringify({ ...request, ...asked })],
    [importResultKey(KEY), JSON.stringify({ import: identity, rows: rows.length } as WrittenImport)],
  ]);
  for (let first = 0; first < rows.length; first += rowsAPart) {
    const part = rows.slice(first, first + rowsAPart).map((each) => JSON.stringify(each));
    objects.set(broughtRowsKey(KEY, 'i-1', '00000001', first + 1), `${part.join('\n')}\n`);
  }
  const taken: string[] = [];
  const told = { fate: 'removed', instant: FIRST_AT } as const;
  const deps: UndoDeps = {
    takingBack: {
      foresee: async () => told,
      takeBack: async (records) => {
        taken.push(...records.map(({ sk }) => sk));
        return records.map(() => told);
      },
    },
    keys: async (prefix) => [...objects.keys()].filter((key) => key.startsWith(prefix)),
    read: async (key) => objects.get(key),
    write: async (key, content) => {
      objects.set(key, content);
    },
  };
  const written = (part: 'seen' | 'result') => {
    const content = objects.get(undoKey(KEY, part));
    return content === undefined ? undefined : (JSON.parse(content) as WrittenUndo & { account: unknown });
  };
  return { deps, taken, written, objects };
}

const job: UndoJob = { bucket: 'imports', key: undoKey(KEY, 'asked') };

async function runToEnd(first: UndoJob, deps: UndoDeps, outOfTime: () => boolean): Promise<number> {
  let next: UndoJob | undefined = first;
  let stretches = 0;
  while (next) {
    // Between stretches a job travels as text.
    next = await undoStretch(undoContinued(undoMessage(next))!, deps, outOfTime);
    stretches += 1;
  }
  return stretches;
}

describe('a stretch of an undoing', () => {
  const rows = Array.from({ length: 2_500 }, (_, id) => row(id));

  it('tells the same in however many stretches it is done', async () => {
    const [once, often] = [world(rows), world(rows)];
    expect(await runToEnd(job, once.deps, () => false)).toBe(1);
    expect(await runToEnd(job, often.deps, () => true)).toBe(4);
    expect(often.taken.toSorted()).toEqual(once.taken.toSorted());
    expect(often.written('result')).toEqual(once.written('result'));
    expect(once.written('result')).toMatchObject({
      ...{ import: 'i-1', at: request.at },
      account: { rows: 2_500, byType: { 'pain-score': { removed: 2_500 } } },
    });
  });

  it('counts a record once, by the row that was in force last', async () => {
    const { deps, written } = world([row(1, '2026-08-04T12:00:30.000000000Z'), row(1)]);
    await runToEnd(job, deps, () => false);
    expect(written('result')!.account).toMatchObject({ rows: 2, byType: { 'pain-score': { removed: 1 } } });
  });

  it('goes on where a crash has left it, and tells the same as without', async () => {
    const [whole, broken] = [world(rows), world(rows)];
    await runToEnd(job, whole.deps, () => false);
    let calls = 0;
    const { takeBack } = broken.deps.takingBack;
    const failing: UndoDeps = {
      ...broken.deps,
      takingBack: {
        ...broken.deps.takingBack,
        takeBack: async (...asked) => {
          calls += 1;
          if (calls === 10) throw new Error('killed');
          return takeBack(...asked);
        },
      },
    };
    await expect(runToEnd(job, failing, () => false)).rejects.toThrow('killed');
    await runToEnd(job, failing, () => false);
    expect(broken.written('result')).toEqual(whole.written('result'));
  });

  it('only looks where that is asked', async () => {
    const { deps, taken, written } = world(rows);
    await runToEnd({ ...job, key: undoKey(KEY, 'look') }, deps, () => false);
    expect(taken).toEqual([]);
    expect(written('result')).toBeUndefined();
    expect(written('seen')).toMatchObject({ account: { rows: 2_500 } });
  });

  it('tells what no undoing takes back, by its row', async () => {
    const { deps, taken, written } = world([
      { line: 1, type: 'deletion', id: 'p-9', clients: ['pseudonym-1'] },
      { line: 2, type: 'session', erased: true },
      { line: 3 },
    ]);
    await runToEnd(job, deps, () => false);
    expect(taken).toEqual([]);
    expect(written('result')!.account).toMatchObject({
      ...{ rows: 3, byType: { session: { erased: 1 }, deletion: { acts: 1 } } },
      staying: [{ line: 1, type: 'deletion', id: 'p-9', clients: ['pseudonym-1'], fate: 'acts' }],
    });
  });

  it('says so where what its rows brought is kept no more', async () => {
    const { deps, written } = world(rows);
    await undoStretch(job, { ...deps, keys: async () => [] }, () => false);
    expect(written('result')).toMatchObject({ import: 'i-1', gone: true });
  });

  it('takes rows once that two parts hold, since a worker was killed that had written one', async () => {
    const { deps, taken, written, objects } = world(rows);
    const [once] = [world(rows)];
    const late = rows.slice(1_200, 1_400).map((each) => JSON.stringify(each));
    objects.set(broughtRowsKey(KEY, 'i-1', '00000001', 1_201), `${late.join('\n')}\n`);
    await runToEnd(job, deps, () => false);
    await runToEnd(job, once.deps, () => false);
    expect(taken).toEqual(once.taken);
    expect(written('result')).toEqual(once.written('result'));
  });

  it('fails where a part is missing, rather than to tell of less', async () => {
    const { deps, objects } = world(rows);
    objects.delete(broughtRowsKey(KEY, 'i-1', '00000001', 1));
    await expect(undoStretch(job, deps, () => false)).rejects.toThrow(
      'a part of what an import brought is missing',
    );
  });

  it.each([
    ['of another import', { import: 'i-2' }],
    ['of a file that lies elsewhere', { file: 'other.ndjson' }],
    ['of another clinic', { clinicId: 'harbour' }],
  ])('does nothing for a word %s', async (_, asked) => {
    const { deps, taken, written } = world(rows, asked);
    await runToEnd(job, deps, () => false);
    expect([taken, written('result')]).toEqual([[], undefined]);
  });

  it('does nothing for what is no word of ours', async () => {
    for (const content of ['', '[]', '{"import":1}', 'x']) expect(parseUndoRequest(content)).toBeUndefined();
  });
});
