import { PHASES } from './catalogue.ts';
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
import { RECORD_TYPES, type RecordType } from './record.ts';
import { pathText } from './refusal.ts';

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
  measurement: { ...ENVELOPE, measurementId: readText, goalId: readText, at: readText, value: readNumber },
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

/**
 * Checks a header before any row is read.
 *
 * @param header the cells of the header row
 * @param line the line it stands on
 * @param fileType the type of every record in the file; a `type` column says it row by row instead
 * @throws FileBroken that names the column which is unknown, doubled or without a name, or says that a type is missing
 */
export function checkHeader(header: readonly string[], line: number, fileType: RecordType | undefined): void {
  const typed = header.includes('type');
  const types = typed || fileType === undefined ? RECORD_TYPES : [fileType];
  const seen = new Set<string>();
  for (const [index, name] of header.entries()) {
    if (!types.some((type) => Object.hasOwn(CSV_COLUMNS[type], name))) {
      throw new FileBroken(
        'unknown-column',
        line,
        describeUnknown(header, index, typed ? undefined : fileType),
      );
    }
    if (seen.has(name)) {
      throw new FileBroken(
        'doubled-column',
        line,
        `the column "${name}" is there twice; expected every column once`,
      );
    }
    seen.add(name);
  }
  if (!typed && fileType === undefined) throw new FileBroken('unknown-type', line, describeMissingType);
}

const describeMissingType =
  'expected a column "type", or a file named sessions.csv, pain-scores.csv, goals.csv, measurements.csv or consents.csv, or the type as an option';

function describeUnknown(header: readonly string[], index: number, fileType: RecordType | undefined): string {
  const name = header[index] as string;
  if (name === '') return `column ${index + 1} has no name; expected a header row of field names`;
  const separator = header.length === 1 ? /[;,\t|]/.exec(name)?.[0] : undefined;
  const columns = fileType
    ? `a column of a ${fileType}: ${Object.keys(CSV_COLUMNS[fileType]).join(', ')}`
    : 'a field of the record contract';
  const hint = separator
    ? `; the separator may be ${separator === '\t' ? 'a tab' : `"${separator}"`}, to be given as an option`
    : '';
  return `unknown column "${pathText([name])}"; expected ${columns}${hint}`;
}
