import { NotFoundError } from '../../../shared/errors.ts';
import type { LookedFile } from '../../../shared/imports/looked-file.ts';
import type { RefusedRow } from '../../../shared/records/files/file-item.ts';
import type { WrittenImport } from '../../../shared/records/files/written-import.ts';

/** A file that an owner of Harbour has sent and had imported; Riverside has none. */
const HOLDER = 'harbour';
export const HELD_LOOK = '6f1e4c2a-0d3b-4a5e-9c7d-1b2a3c4d5e6f';
export const HELD_FILE = 'scores.csv';

const look = {
  ...{ rows: 0, byType: {}, refusedRows: 0, clients: 0, samples: [] },
  refused: { groups: [], otherRows: 0 },
};
const LOOKED: LookedFile = { name: HELD_FILE, eTag: 'e', state: 'read', whole: true, look };
const REFUSED: RefusedRow = {
  ...{ line: 2, code: 'out-of-range', path: 'pain', message: 'expected 0 to 10' },
  typed: { cells: { scoreId: 'p-1', clientId: 'c-1', at: 'x', pain: '11' } },
};
const none = { used: 0, replaced: 0, duplicate: 0, removed: 0, unused: 0, skipped: 0, refused: 1 };
const WRITTEN: WrittenImport = {
  ...{ file: HELD_FILE, rows: 1, byType: {}, refusalsByCode: {}, replaced: [], refusedParts: [] },
  counts: { accepted: 0, duplicate: 0, stale: 0, conflict: 0, skipped: 0, refused: 1 },
  account: { rows: 1, counts: none, unused: {}, refused: {} },
  import: { name: 'i-1', arrivedAt: '2026-08-03T10:00:00Z' },
};

export const heldUndo = {
  stateOf: async () => ({ state: 'none' as const }),
  ask: async ({ clinicId }: { clinicId: string }) => {
    if (clinicId !== HOLDER) throw new NotFoundError('no such file');
    return { state: 'none' as const };
  },
};

export const heldLooks = {
  seen: async ({ clinicId, look }: { clinicId: string; look: string }) =>
    clinicId === HOLDER && look === HELD_LOOK ? LOOKED : undefined,
};

export const heldImports = {
  list: async () => ({ imports: [] }),
  of: async (clinicId: string, name: string) =>
    clinicId === HOLDER && name === HELD_FILE ? WRITTEN : undefined,
  firstRefused: async () => [],
  openRows: async () => [REFUSED],
  refusedRow: async () => REFUSED,
  settledLines: async () => new Set<number>(),
  progressOf: async () => undefined,
};

export const heldUploads = {
  ...heldLooks,
  form: async () => ({ action: 'https://bucket.example/', fields: {} }),
  askReading: async () => {},
  beginImport: async () => true,
  settle: async () => {},
};

/** An export that an owner of Harbour has asked for. */
export const HELD_EXPORT = `1785751200000-${HELD_LOOK}`;
export const heldExports = {
  begin: async ({ exportId }: { exportId: string }) => exportId,
  giveUp: async () => {},
  state: async ({ clinicId, exportId }: { clinicId: string; exportId: string }) =>
    clinicId === HOLDER && exportId === HELD_EXPORT ? {} : undefined,
  ofClinic: async (clinicId: string) =>
    clinicId === HOLDER ? [{ exportId: HELD_EXPORT, isDone: false }] : [],
  fileKey: (_key: object, file: string) => file,
};
