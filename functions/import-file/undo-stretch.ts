import { type BroughtRow, broughtRowsIn } from '../../shared/imports/brought-row.ts';
import { type UndoFate, UndoTally } from '../../shared/imports/undo-account.ts';
import type { UndoRequest, WrittenUndo } from '../../shared/imports/undo-state.ts';
import type { Arrival } from '../../shared/records/arrival.ts';
import type { ImportIdentity, WrittenImport } from '../../shared/records/files/written-import.ts';
import { mapKey } from '../../shared/storage/aws/dynamodb.ts';
import { chunksOf, mapInFlight } from '../../shared/storage/aws/in-flight.ts';
import {
  broughtRowsPrefix,
  firstOfPart,
  importKey,
  importResultKey,
  undoKey,
} from '../../shared/storage/keys/import-keys.ts';
import { clientPk, type ItemKey } from '../../shared/storage/keys/keys.ts';
import type { TakenBack, TakingBack } from '../../shared/storage/take-back.ts';
import { parseUndoRequest, type UndoJob } from './undo-job.ts';

/** What the undoing of an import needs of the world. */
export type UndoDeps = {
  takingBack: TakingBack;
  /** The keys under a prefix, in their order. */
  keys(prefix: string): Promise<string[]>;
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
};

const CLIENTS_IN_FLIGHT = 16;
const ROWS_A_CHUNK = 1_000;

type Undoing = { request: UndoRequest; identity: ImportIdentity; rows: number; isDone: boolean };

/**
 * Undoes one stretch of an import, or looks what that would do: what is kept of its rows says which records they are. Doing it
 * again changes nothing, and tells the same.
 *
 * @param outOfTime asked after every chunk; when it says yes, the rest is left to another stretch
 * @returns the job to go on with, or undefined when it is done
 */
export async function undoStretch(
  job: UndoJob,
  deps: UndoDeps,
  outOfTime: () => boolean,
): Promise<UndoJob | undefined> {
  const undoing = await undoingOf(job, deps);
  if (!undoing) return undefined;
  const { request, identity } = undoing;
  const key = importKey({ clinicId: request.clinicId, name: request.file });
  const tell = (written: object, part: 'seen' | 'progress' | 'result') =>
    deps.write(undoKey(key, part), JSON.stringify({ import: request.import, at: request.at, ...written }));
  const end = (written: Pick<WrittenUndo, never> & object) =>
    tell(written, undoing.isDone ? 'result' : 'seen');
  const parts = await deps.keys(broughtRowsPrefix(key, identity.name));
  if (parts.length === 0 && undoing.rows > 0) {
    await end({ gone: true });
    return undefined;
  }
  const tally = new UndoTally(job.soFar);
  for await (const rows of rowsAfter(tally.toJSON().rows, parts, deps)) {
    await undoRows(rows, undoing, tally, deps);
    await tell({ rows: tally.toJSON().rows }, 'progress');
    if (outOfTime()) return { ...job, soFar: tally.toJSON() };
  }
  await end({ account: tally.toJSON() });
  return undefined;
}

/** Rows in their order, in groups. Of several runs each may have written some that another has written too. */
async function* rowsAfter(
  passed: number,
  parts: readonly string[],
  { read }: UndoDeps,
): AsyncGenerator<BroughtRow[]> {
  let last = passed;
  const ordered = parts.toSorted((a, b) => firstOfPart(a) - firstOfPart(b));
  for (const part of ordered) {
    const first = firstOfPart(part);
    if (first > last + 1) throw new Error('a part of what an import brought is missing');
    const rows = broughtRowsIn((await read(part)) ?? '').slice(last + 1 - first);
    for (const some of chunksOf(rows, ROWS_A_CHUNK)) yield some;
    last += rows.length;
  }
}

/** What is asked; undefined where nobody may have asked it so, or it is no longer about the import that is told of. */
async function undoingOf({ key }: UndoJob, deps: UndoDeps): Promise<Undoing | undefined> {
  const text = await deps.read(key);
  const request = text === undefined ? undefined : parseUndoRequest(text);
  if (!request) return undefined;
  const file = importKey({ clinicId: request.clinicId, name: request.file });
  const isDone = key === undoKey(file, 'asked');
  // Whoever may write beside one clinic's files asks for nothing of another's.
  if (!isDone && key !== undoKey(file, 'look')) return undefined;
  const result = await deps.read(importResultKey(file));
  if (result === undefined) return undefined;
  const { import: identity, rows } = JSON.parse(result) as WrittenImport;
  if (identity?.name !== request.import) return undefined;
  return { request, identity, rows, isDone };
}

type BroughtFact = Extract<BroughtRow, { sk: string }>;

async function undoRows(
  rows: readonly BroughtRow[],
  { request: { clinicId, by, at }, identity, isDone }: Undoing,
  tally: UndoTally,
  { takingBack }: UndoDeps,
): Promise<void> {
  tally.pass(rows.length);
  const keyOf = ({ clients, sk }: BroughtFact): ItemKey => ({
    pk: clientPk({ clinicId, client: clients[0]! }),
    sk,
  });
  const keys = rows.flatMap((row) => ('sk' in row ? [keyOf(row)] : []));
  const arrival: Arrival = { door: 'owner', author: by, at };
  const undo = { importName: identity.name, arrival };
  const taken = new Map<string, TakenBack>();
  const byClient = [...Map.groupBy(distinct(keys), ({ pk }) => pk).values()];
  await mapInFlight(CLIENTS_IN_FLIGHT, byClient, async (ofClient) => {
    const done = isDone
      ? await takingBack.takeBack(ofClient, undo)
      : await mapInFlight(1, ofClient, (one) => takingBack.foresee(one, identity.name));
    for (const [index, one] of ofClient.entries()) taken.set(mapKey(one), done[index]!);
  });
  for (const row of rows) {
    if (!('type' in row)) continue;
    if ('erased' in row) {
      tally.add({ line: row.line, type: row.type, fate: 'erased' });
      continue;
    }
    const fate = 'sk' in row ? fateOf(row, taken.get(mapKey(keyOf(row)))!) : 'acts';
    const { line, type, id, clients } = row;
    if (fate) tally.add({ line, type, id, clients, fate });
  }
}

/** Of several rows about one record, the one that was in force last tells what becomes of it. */
function fateOf({ recordedAt }: BroughtFact, { fate, instant }: TakenBack): UndoFate | undefined {
  return instant === undefined || instant === recordedAt ? fate : undefined;
}

const distinct = (keys: readonly ItemKey[]) => [...new Map(keys.map((key) => [mapKey(key), key])).values()];
