import { isOfOuter, isWithin } from '../tables/inner-lists.ts';
import { type LargestWhole, openTable } from '../tables/open-table.ts';
import type { Table, TableShape } from '../tables/table.ts';
import type { KnownOfFile } from './known-of-file.ts';
import { profileTable, type TableProfile } from './profile-table.ts';
import { type Proposal, proposeMapping } from './propose-mapping.ts';

/** The file's bytes from the beginning, as often as they are asked for. */
export type OpenFile = () => AsyncIterable<Uint8Array>;

/** A table of a file, and which mapping would read it. */
export type LookedTable = { shape: TableShape; profile: TableProfile; proposal: Proposal };

/** Lists of a document, or sheets of a workbook, that are looked at. */
const MOST_TABLES = 8;

/**
 * Of the lists or sheets in a file the one of which most can be made: sessions before scores, scores before nothing; the
 * others by what they may be asked for.
 *
 * @param asked what is known of the file; where it names a sheet or a list, no other is looked at
 * @param largest as of openTable
 * @throws FileBroken where the file cannot be read as a table
 */
export async function likeliestTable(
  open: OpenFile,
  known: KnownOfFile,
  asked: Partial<TableShape> = {},
  largest?: LargestWhole,
): Promise<LookedTable & { others: readonly Partial<TableShape>[] }> {
  const first = await openTable(open(), asked, largest);
  const others = first.alternatives ?? [];
  const looked: LookedTable[] = [await look(first, known)];
  const isNamed = asked.sheet !== undefined || asked.rowsAt !== undefined;
  for (const other of isNamed ? [] : others.slice(0, MOST_TABLES))
    looked.push(
      await look(await openTable(open(), { ...asked, format: first.shape.format, ...other }, largest), known),
    );
  const likeliest = looked.toSorted((a, b) => worth(b.proposal) - worth(a.proposal))[0]!;
  const best = looked.find((one) => isMeantIn(one, likeliest)) ?? likeliest;
  const { sheet, rowsAt } = first.shape;
  const all = [sheet === undefined ? { rowsAt } : { sheet }, ...others] as Partial<TableShape>[];
  const beside = looked.filter(
    (one) =>
      one !== best &&
      'mapping' in one.proposal &&
      !isWithin(one.shape.rowsAt, best.shape.rowsAt) &&
      !isWithin(best.shape.rowsAt, one.shape.rowsAt),
  );
  return {
    ...best,
    proposal: withOthers(best.proposal, beside, others.length - MOST_TABLES),
    others: all.filter((one) => !isOf(best.shape, one)),
  };
}

/** The proposal with a word of the sheets or lists that could be read too, and are not. @param more those that were not looked at */
function withOthers(proposal: Proposal, beside: readonly LookedTable[], more: number): Proposal {
  if (!('mapping' in proposal) || beside.length === 0) return proposal;
  const isSheet = beside[0]!.shape.sheet !== undefined;
  const names = beside.map(({ shape }) => `"${shape.sheet ?? shape.rowsAt}"`).join(', ');
  const why = `${names}${more > 0 ? ` and perhaps some of ${more} more` : ''} can be read too, and none of their rows is: bring the file again for each, read by that ${isSheet ? 'sheet' : 'list'} ("${isSheet ? 'sheet' : 'rowsAt'}" in the mapping)`;
  const decision = { about: isSheet ? 'sheets' : 'lists', sure: 'unsure' as const, why };
  return { mapping: { ...proposal.mapping, decisions: [decision, ...proposal.mapping.decisions] } };
}

/**
 * Whether a list within the entries of the likeliest one is what is meant, since its rows have times of their own: the visits of
 * each client, not the clients.
 */
function isMeantIn({ shape, proposal }: LookedTable, likeliest: LookedTable): boolean {
  const { rowsAt = '' } = shape;
  if (!('mapping' in proposal) || !isWithin(rowsAt, likeliest.shape.rowsAt)) return false;
  if (worth(proposal) < worth(likeliest.proposal)) return false;
  return proposal.mapping.records.every(({ fields }) => {
    const time = fields['startedAt'] ?? fields['at'];
    return time !== undefined && 'column' in time && !isOfOuter(time.column, rowsAt);
  });
}

const isOf = (shape: TableShape, { sheet, rowsAt }: Partial<TableShape>) =>
  shape.sheet === sheet && shape.rowsAt === rowsAt;

async function look(table: Table, known: KnownOfFile): Promise<LookedTable> {
  const profile = await profileTable(table);
  return { shape: table.shape, profile, proposal: proposeMapping(profile, table.shape, known) };
}

function worth(proposal: Proposal): number {
  if (!('mapping' in proposal)) return 0;
  return proposal.mapping.records.some(({ type }) => type === 'session') ? 2 : 1;
}
