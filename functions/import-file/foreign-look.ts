import { begunMapping } from '../../shared/doctor/begun-mapping.ts';
import { fittedMapping } from '../../shared/doctor/fitted-mapping.ts';
import { likeliestTable } from '../../shared/doctor/likeliest-table.ts';
import { timeRule } from '../../shared/doctor/time-rule.ts';
import type {
  ForeignFile,
  MappingChoice,
  MappingSource,
  ReadingWish,
} from '../../shared/imports/foreign-file.ts';
import { holdsFhir } from '../../shared/imports/import-items.ts';
import type { KeptMapping } from '../../shared/imports/kept-mapping.ts';
import { MappingTally } from '../../shared/mapping/apply-mapping.ts';
import { fingerprintOf } from '../../shared/mapping/fingerprint.ts';
import { absentColumns, otherColumns } from '../../shared/mapping/mapped-columns-check.ts';
import type { Decision, Mapping } from '../../shared/mapping/mapping.ts';
import { SHIPPED_MAPPINGS } from '../../shared/mapping/shipped-mappings.ts';
import { FileBroken } from '../../shared/records/files/file-item.ts';
import { typeByName } from '../../shared/records/files/record-file.ts';
import { LARGEST_WHOLE_OF_FUNCTION } from '../../shared/tables/open-table.ts';
import { type Look, type Looking, lookBy } from './look-by.ts';

type Seen = Look & { foreign?: ForeignFile };
type LikeliestTable = Awaited<ReturnType<typeof likeliestTable>>;

/** From this share on a column is taken for ids, as the doctor takes it. */
const MOST_ARE_IDS = 0.95;

/**
 * Looks at a file as one of another system: by the mapping that is asked for; else by one that the clinic keeps and that has
 * just these columns, else by the one that is proposed.
 *
 * @param own what was seen of it as a file of our own
 * @returns undefined when the file has gone
 */
export async function lookAsForeign(
  looking: Looking,
  wish: ReadingWish | undefined,
  kept: readonly KeptMapping[],
  own: Look | undefined,
): Promise<Seen | undefined> {
  const { upload, timeZone, ownTechniques } = looking;
  if (own && !wish && (await holdsFhir(looking.open))) return own;
  const known = {
    name: upload.name,
    type: typeByName(upload.name),
    ...(timeZone !== undefined && { timeZone }),
    ownTechniques,
  };
  const shape = wish?.from === 'answered' ? wish.mapping.file : wish && 'table' in wish ? wish.table : {};
  let table: LikeliestTable;
  try {
    table = await likeliestTable(() => bytesOf(looking), known, shape, LARGEST_WHOLE_OF_FUNCTION);
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    return unreadable(error, own, looking);
  }
  const found = chosen(table, wish, kept, timeZone);
  const { rows, columns } = table.profile;
  const seen = {
    ...{ shape: table.shape, rows, others: table.others },
    columns: columns.map((column) => {
      const { column: name, ...clock } = timeRule(column);
      return {
        ...{ name, isId: column.share('id') > MOST_ARE_IDS },
        ...(Object.keys(clock).length > 0 && { clock }),
      };
    }),
    choices: choicesFor(
      columns.map(({ name }) => name),
      kept,
    ),
  };
  if ('undecided' in found) {
    if (own && takenOf(own) > 0) return own;
    const look = own ?? (await lookBy(undefined, looking));
    return look && { ...look, foreign: { ...seen, undecided: found.undecided } };
  }
  const { mapping, source } = found;
  const tally = new MappingTally();
  const look = await lookBy({ mapping, tally }, looking);
  if (!look) return undefined;
  if (own && !explainsMore(look, mapping, own)) return own;
  const unknownWords = Object.fromEntries(
    [...tally.unknownWords].map(([name, words]) => [name, [...words].toSorted(([, a], [, b]) => b - a)]),
  );
  const reading = { source, mapping, fingerprint: fingerprintOf(mapping), unknownWords };
  return { ...look, foreign: { ...seen, reading } };
}

async function* bytesOf({ open }: Looking): AsyncGenerator<Uint8Array> {
  yield* (await open(0)) ?? [];
}

/** Says why the file is no table of anybody's, where no row of ours was found either. */
async function unreadable(
  { line, reason }: FileBroken,
  own: Look | undefined,
  looking: Looking,
): Promise<Look | undefined> {
  const look = own ?? (await lookBy(undefined, looking));
  if (!look?.broken || look.result.rows > 0) return look;
  return { ...look, result: { ...look.result, stoppedAt: { line, reason } } };
}

function chosen(
  table: LikeliestTable,
  wish: ReadingWish | undefined,
  kept: readonly KeptMapping[],
  timeZone: string | undefined,
): { mapping: Mapping; source: MappingSource } | { undecided: readonly Decision[] } {
  const { shape, profile, proposal } = table;
  if (wish?.from === 'answered') return { mapping: wish.mapping, source: { from: 'answered' } };
  if (wish?.from === 'begun')
    return { mapping: begunMapping(wish.type, table, timeZone), source: { from: 'begun' } };
  const columns = profile.columns.map(({ name }) => name);
  const isAsked = ({ name, mapping }: KeptMapping) =>
    wish ? wish.from === 'kept' && wish.name === name : fits(mapping, columns);
  const own = kept.find(isAsked);
  if (own) {
    // The table that was found may be another sheet, or separated otherwise, than when the mapping was made.
    const file = shape.format === 'json' ? own.mapping.file : shape;
    return { mapping: { ...own.mapping, file }, source: { from: 'kept', name: own.name } };
  }
  if (wish?.from === 'shipped' && Object.hasOwn(SHIPPED_MAPPINGS, wish.name)) {
    const mapping = fittedMapping(SHIPPED_MAPPINGS[wish.name]!, table, timeZone);
    return { mapping, source: { from: 'shipped', name: wish.name } };
  }
  if (!('mapping' in proposal)) return proposal;
  // All that was found out about the file is said: an import reads it as it was shown.
  return { mapping: { ...proposal.mapping, file: shape }, source: { from: 'proposed' } };
}

function fits(mapping: Mapping, columns: readonly string[]): boolean {
  const isStrict = mapping.otherColumns === 'refuse';
  return (
    absentColumns(mapping, columns).length === 0 && !(isStrict && otherColumns(mapping, columns).length > 0)
  );
}

function choicesFor(columns: readonly string[], kept: readonly KeptMapping[]): MappingChoice[] {
  const choice = (source: MappingChoice['source'], mapping: Mapping) => ({
    source,
    absent: absentColumns(mapping, columns),
  });
  const own = kept.map(({ name, mapping }) => choice({ from: 'kept', name }, mapping));
  const shipped = Object.entries(SHIPPED_MAPPINGS).map(([name, mapping]) =>
    choice({ from: 'shipped', name }, mapping),
  );
  return [...own, ...shipped.toSorted((a, b) => a.absent.length - b.absent.length)];
}

/** Whether a mapping is worth showing for a file that could be one of ours, all or most rows of which are refused. */
function explainsMore(look: Look, { decisions }: Mapping, own: Look): boolean {
  if (own.broken) return true;
  if (takenOf(own) > 0) return takenOf(look) > takenOf(own);
  return takenOf(look) > 0 || decisions.some(({ sure }) => sure === 'undecided');
}

const takenOf = ({ result: { rows, refusedRows, skippedRows = 0 } }: Look) =>
  rows - refusedRows - skippedRows;
