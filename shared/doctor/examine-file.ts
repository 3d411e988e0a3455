import { type GroupedRefusals, RefusalGroups } from '../imports/refusal-groups.ts';
import { applyMapping, type MappingOptions, MappingTally } from '../mapping/apply-mapping.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { FileBroken, type FileItem } from '../records/file-item.ts';
import type { RecordType } from '../records/record.ts';
import { openTable } from '../tables/open-table.ts';
import type { Table, TableShape } from '../tables/table.ts';
import { profileTable, type TableProfile } from './profile-table.ts';
import { type KnownOfFile, type Proposal, proposeMapping } from './propose-mapping.ts';

/** The file's bytes from the beginning, as often as they are asked for. */
export type OpenFile = () => AsyncIterable<Uint8Array>;

export type Outcome = {
  records: Partial<Record<RecordType, number>>;
  refused: number;
  groups: GroupedRefusals;
  tally: MappingTally;
  stoppedAt?: { line: number; reason: string };
};

/** What is seen of a file: how it is read, which mapping would read it, and what would become of its rows. */
export type Examination =
  | { unreadable: { line: number; reason: string } }
  | { shape: TableShape; profile: TableProfile; proposal: Proposal; outcome?: Outcome };

/** Lists of a document, or sheets of a workbook, that are looked at. */
const MOST_TABLES = 8;

/** Looks at a file and proposes a mapping for it, then tries that on all of its rows. Nothing is imported. */
export async function examineFile(open: OpenFile, known: KnownOfFile): Promise<Examination> {
  try {
    const { shape, profile, proposal } = await likeliestTable(open, known);
    if (!('mapping' in proposal)) return { shape, profile, proposal };
    const outcome = await tryMapping(open, proposal.mapping, { clinicId: 'clinic' });
    return { shape, profile, proposal, outcome };
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    return { unreadable: { line: error.line, reason: error.reason } };
  }
}

type Looked = { shape: TableShape; profile: TableProfile; proposal: Proposal };

/** Of the lists or sheets in a file the one of which most can be made: sessions before scores, scores before nothing. */
async function likeliestTable(open: OpenFile, known: KnownOfFile): Promise<Looked> {
  const first = await openTable(open());
  const looked: Looked[] = [await look(first, known)];
  for (const asked of (first.alternatives ?? []).slice(0, MOST_TABLES))
    looked.push(await look(await openTable(open(), { format: first.shape.format, ...asked }), known));
  return looked.toSorted((a, b) => worth(b.proposal) - worth(a.proposal))[0]!;
}

async function look(table: Table, known: KnownOfFile): Promise<Looked> {
  const profile = await profileTable(table);
  return { shape: table.shape, profile, proposal: proposeMapping(profile, table.shape, known) };
}

function worth(proposal: Proposal): number {
  if (!('mapping' in proposal)) return 0;
  return proposal.mapping.records.some(({ type }) => type === 'session') ? 2 : 1;
}

/**
 * What would become of a file's rows under a mapping.
 *
 * @param each is given every item, such as one who writes the records
 */
export async function tryMapping(
  open: OpenFile,
  mapping: Mapping,
  options: MappingOptions,
  each: (item: FileItem) => Promise<void> | void = () => {},
): Promise<Outcome> {
  const groups = new RefusalGroups();
  const tally = new MappingTally();
  const records: Outcome['records'] = {};
  let refused = 0;
  let stoppedAt: Outcome['stoppedAt'];
  try {
    const table = await openTable(open(), mapping.file);
    for await (const item of applyMapping(table, mapping, options, tally)) {
      await each(item);
      if ('record' in item) records[item.record.type] = (records[item.record.type] ?? 0) + 1;
      else {
        refused += 1;
        groups.add(item.refusal, item.typed?.());
      }
    }
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    stoppedAt = { line: error.line, reason: error.reason };
  }
  return { records, refused, groups: groups.toJSON(), tally, ...(stoppedAt && { stoppedAt }) };
}
