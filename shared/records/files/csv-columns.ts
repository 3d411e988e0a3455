import { PHASES } from '../catalogue.ts';
import { RECORD_TYPES, type RecordType } from '../record.ts';
import { pathText } from '../refusal.ts';
import {
  type CellReader,
  readBoolean,
  readList,
  readNumber,
  readRangeOfMotion,
  readTechniques,
  readText,
} from './csv-cells.ts';
import { FileBroken } from './file-item.ts';

type Columns = Readonly<Record<string, CellReader>>;

const ENVELOPE: Columns = { type: readText, clinicId: readText, clientId: readText, recordedAt: readText };

/** The columns of each type: the record's own field names, objects by dotted names. */
export const CSV_COLUMNS: Readonly<Record<RecordType, Columns>> = {
  session: {
    ...ENVELOPE,
    sessionId: readText,
    therapistId: readText,
    startedAt: readText,
    endedAt: readText,
    complaint: readText,
    techniques: readTechniques,
    painBefore: readNumber,
    painAfter: readNumber,
    ...dotted('phases', PHASES),
    assessments: readList,
    rangeOfMotion: readRangeOfMotion,
    referral: readText,
    aftercare: readList,
  },
  'pain-score': {
    ...ENVELOPE,
    scoreId: readText,
    at: readText,
    pain: readNumber,
    soreness: readNumber,
    window: readText,
    bodyRegion: readText,
  },
  goal: {
    ...ENVELOPE,
    goalId: readText,
    therapistId: readText,
    kind: readText,
    measure: readText,
    bodyRegion: readText,
    unit: readText,
    baseline: readNumber,
    target: readNumber,
    targetChangePercent: readNumber,
    startsOn: readText,
    dueOn: readText,
    weight: readNumber,
    ...dotted('levels', ['-2', '-1', '0', '1', '2']),
  },
  measurement: {
    ...ENVELOPE,
    measurementId: readText,
    goalId: readText,
    measure: readText,
    at: readText,
    value: readNumber,
  },
  consent: { ...ENVELOPE, partnerReports: readBoolean },
  deletion: { ...ENVELOPE, of: readText, id: readText },
  erasure: ENVELOPE,
  move: {
    type: readText,
    clinicId: readText,
    of: readText,
    id: readText,
    fromClientId: readText,
    toClientId: readText,
    recordedAt: readText,
  },
  merge: { ...ENVELOPE, into: readText, undo: readBoolean },
  care: { ...ENVELOPE, therapistId: readText, from: readText, until: readText, reason: readText },
};

function dotted(object: string, names: readonly string[]): Columns {
  return Object.fromEntries(names.map((name) => [`${object}.${name}`, readNumber]));
}

/** Columns of which each stands in records of one type alone, save that measurements also name their goal. */
const TELLING: readonly (readonly [column: string, type: RecordType])[] = [
  ['sessionId', 'session'],
  ['scoreId', 'pain-score'],
  ['measurementId', 'measurement'],
  ['partnerReports', 'consent'],
  ['from', 'care'],
];

/** What the rows are where only one type has such columns. Removals are never told by their columns. */
export function typeByColumns(header: readonly string[]): RecordType | undefined {
  if (header.includes('type')) return undefined;
  const types = TELLING.flatMap(([column, type]) => (header.includes(column) ? [type] : []));
  if (types.length === 0 && header.includes('goalId')) return 'goal';
  return types.length === 1 ? types[0] : undefined;
}

/**
 * Checks a header before any row is read.
 *
 * @param header the cells of the header row
 * @param line the line it stands on
 * @param fileType the type of every record in the file; a `type` column says it row by row instead
 * @throws FileBroken that names all columns which are unknown or without a name, or those that are doubled, or says that
 * a type is missing, or the column of clients
 */
export function checkHeader(header: readonly string[], line: number, fileType: RecordType | undefined): void {
  const type = header.includes('type') ? undefined : fileType;
  const types = type === undefined ? RECORD_TYPES : [type];
  const isKnown = (name: string) => types.some((each) => Object.hasOwn(CSV_COLUMNS[each], name));
  const unknown = header.flatMap((name, index) => (isKnown(name) ? [] : [columnText(name, index)]));
  if (unknown.length > 0) throw new FileBroken('unknown-column', line, describeUnknown(unknown, type));
  const doubled = new Set(header.filter((name, index) => header.indexOf(name) !== index));
  if (doubled.size > 0) {
    const names = [...doubled].map((name) => `"${name}"`).join(', ');
    const what = doubled.size === 1 ? `the column ${names} is` : `the columns ${names} are`;
    throw new FileBroken('doubled-column', line, `${what} there twice; expected every column once`);
  }
  if (!header.includes('type') && fileType === undefined) {
    throw new FileBroken('unknown-type', line, MISSING_TYPE);
  }
  if (lacksClients(header, type)) throw new FileBroken('missing-column', line, MISSING_CLIENT);
}

/** Whether a header has no column by which any row could be somebody's: every one would be refused. */
function lacksClients(header: readonly string[], type: RecordType | undefined): boolean {
  const ofMoves = type === undefined ? ['fromClientId'] : [];
  const named = type === 'move' ? ['fromClientId'] : ['clientId', ...ofMoves];
  return !named.some((name) => header.includes(name));
}

const MISSING_CLIENT =
  'no column says whose the rows are, so that none could be taken; expected a column "clientId" with the id that the practice has for each client';

const MISSING_TYPE =
  'what the rows are cannot be told from the columns; expected a column "type" that says it in every row, or a file named sessions.csv, pain-scores.csv, goals.csv, measurements.csv, consents.csv or care.csv';

const MOST_NAMED = 20;

function describeUnknown(columns: readonly string[], type: RecordType | undefined): string {
  const more = columns.length > MOST_NAMED ? ` and ${columns.length - MOST_NAMED} more` : '';
  const names = `${columns.slice(0, MOST_NAMED).join(', ')}${more}`;
  const expected = type
    ? `a column of a ${type}: ${Object.keys(CSV_COLUMNS[type]).join(', ')}`
    : 'a field of the record contract';
  return `unknown ${columns.length === 1 ? 'column' : 'columns'} ${names}; expected ${expected}`;
}

/** A column as its sender knows it, with the name of ours that is spelled nearly so. */
function columnText(name: string, index: number): string {
  if (name === '') return `${index + 1} (without a name)`;
  const meant = SPELLINGS.get(plain(name));
  return `"${pathText([name])}"${meant === undefined || meant === name ? '' : ` (${meant}?)`}`;
}

/** The column of a type whose name is spelled nearly so, such as `client_id`; undefined where there is none. */
export function nearestColumn(type: RecordType, name: string): string | undefined {
  const meant = SPELLINGS.get(plain(name));
  return meant !== undefined && Object.hasOwn(CSV_COLUMNS[type], meant) ? meant : undefined;
}

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.values(CSV_COLUMNS)
    .flatMap((columns) => Object.keys(columns))
    .map((name) => [plain(name), name]),
);
