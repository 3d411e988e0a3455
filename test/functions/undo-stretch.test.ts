import { describe, expect, it } from 'vitest';
import {
  parseUndoRequest,
  type UndoJob,
  undoContinued,
  undoMessage,
} from '../../functions/import-file/undo-job.ts';
import { type UndoDeps, undoStretch } from '../../functions/import-file/undo-stretch.ts';
import type { UndoRequest, WrittenUndo } from '../../shared/imports/undo-state.ts';
import type { WrittenImport } from '../../shared/records/written-import.ts';
import { importMappingKey, importResultKey, undoKey } from '../../shared/storage/import-keys.ts';

const KEY = 'clinic=riverside/scores.ndjson';
const line = (id: number, recordedAt = '2026-08-04T12:01:00Z') =>
  `${JSON.stringify({
    ...{ type: 'pain-score', scoreId: `p-${id}`, clientId: `c-${id % 7}`, pain: 3 },
    ...{ at: '2026-08-04T12:00:00Z', recordedAt },
  })}\n`;
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
function world(text: string, asked: Partial<UndoRequest> = {}) {
  const objects = new Map<string, string>([
    [undoKey(KEY, 'asked'), JSON.stringify({ ...request, ...asked })],
    [undoKey(KEY, 'look'), JSON.stringify({ ...request, ...asked })],
    [
      importResultKey(KEY),
      JSON.stringify({ import: { name: 'i-1', arrivedAt: '2026-11-01T00:00:00Z' } } as WrittenImport),
    ],
  ]);
  const taken: string[] = [];
  const told = { fate: 'removed', instant: '2026-08-04T12:01:00.000000000Z' } as const;
  const deps: UndoDeps = {
    takingBack: {
      foresee: async () => told,
      takeBack: async (records) => {
        taken.push(...records.map(({ sk }) => sk));
        return records.map(() => told);
      },
    },
    keyOfClinic: async () => 'key',
    open: async (_object, fromByte) =>
      (async function* () {
        yield Buffer.from(text).subarray(fromByte);
      })(),
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
  const text = Array.from({ length: 2_500 }, (_, id) => line(id)).join('');

  it('tells the same in however many stretches it is done', async () => {
    const [once, often] = [world(text), world(text)];
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
    const { deps, written } = world(line(1, '2026-08-04T12:00:30Z') + line(1));
    await runToEnd(job, deps, () => false);
    expect(written('result')!.account).toMatchObject({ rows: 2, byType: { 'pain-score': { removed: 1 } } });
  });

  it('goes on where a crash has left it, and tells the same as without', async () => {
    const [whole, broken] = [world(text), world(text)];
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
    const { deps, taken, written } = world(text);
    await runToEnd({ ...job, key: undoKey(KEY, 'look') }, deps, () => false);
    expect(taken).toEqual([]);
    expect(written('result')).toBeUndefined();
    expect(written('seen')).toMatchObject({ account: { rows: 2_500 } });
  });

  it('tells what no undoing takes back, by its row', async () => {
    const acts = `${JSON.stringify({ type: 'deletion', of: 'pain-score', id: 'p-9', clientId: 'c-1' })}\n`;
    const { deps, taken, written } = world(acts);
    await runToEnd(job, deps, () => false);
    expect(taken).toEqual([]);
    expect(written('result')!.account).toMatchObject({
      byType: { deletion: { acts: 1 } },
      staying: [{ line: 1, type: 'deletion', id: 'p-9', fate: 'acts' }],
    });
  });

  it('says that the file is gone', async () => {
    const { deps, written } = world(text);
    await undoStretch(job, { ...deps, open: async () => undefined }, () => false);
    expect(written('result')).toMatchObject({ import: 'i-1', gone: true });
  });

  it.each([
    ['of another import', { import: 'i-2' }],
    ['of a file that lies elsewhere', { file: 'other.ndjson' }],
    ['of another clinic', { clinicId: 'harbour' }],
  ])('does nothing for a word %s', async (_, asked) => {
    const { deps, taken, written } = world(text, asked);
    await runToEnd(job, deps, () => false);
    expect([taken, written('result')]).toEqual([[], undefined]);
  });

  it('reads the file by the mapping that it was imported by', async () => {
    const fields = {
      scoreId: { joined: ['form', { column: 'No' }] },
      ...{ clientId: { column: 'No' }, at: { column: 'When' }, pain: { column: 'Felt' } },
      recordedAt: { column: 'Saved' },
    };
    const mapping = { mappingVersion: 1, source: { system: 'a form', report: 'answers' } };
    const records = [{ type: 'pain-score', fields }];
    const text =
      'No;Felt;When;Saved\nC-7;6;2026-08-04T12:00:00Z;2026-08-04T12:01:00Z\nC-8;7/10;2026-08-04T12:00:00Z;\n';
    const { deps, taken, written, objects } = world(text);
    objects.set(importMappingKey(KEY), JSON.stringify({ ...mapping, records }));
    await runToEnd(job, deps, () => false);
    expect(taken).toEqual(['SCORE#form-C-7']);
    expect(written('result')!.account).toMatchObject({ rows: 2, byType: { 'pain-score': { removed: 1 } } });
  });

  it('does nothing for what is no word of ours', async () => {
    for (const content of ['', '[]', '{"import":1}', 'x']) expect(parseUndoRequest(content)).toBeUndefined();
  });
});
