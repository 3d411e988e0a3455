import { fhirRecords } from '../fhir/fhir-file.ts';
import { type FhirForm, fhirFormOf } from '../fhir/file-form.ts';
import { type GroupedRefusals, RefusalGroups } from '../imports/refusal-groups.ts';
import { applyMapping, type MappingOptions, MappingTally } from '../mapping/apply-mapping.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { FileBroken, type ImportItem } from '../records/files/file-item.ts';
import { LONGEST_LINE_BYTES } from '../records/files/file-lines.ts';
import { ndjsonRecords } from '../records/files/ndjson-records.ts';
import { peeked } from '../records/files/peeked.ts';
import { refusedItem } from '../records/files/read-item.ts';
import { plausibleTimes, refusalOfTimes } from '../records/plausible-times.ts';
import type { RecordType } from '../records/record.ts';
import { sniffEncoding } from '../tables/encoding.ts';
import { openTable } from '../tables/open-table.ts';
import type { TableShape } from '../tables/table.ts';
import { refuseOtherThanText } from '../tables/unreadable-start.ts';
import type { KnownOfFile } from './known-of-file.ts';
import { likeliestTable, type OpenFile } from './likeliest-table.ts';
import { ownRecordsIn } from './own-records.ts';
import type { TableProfile } from './profile-table.ts';
import type { Proposal } from './propose-mapping.ts';

export type Outcome = {
  records: Partial<Record<RecordType, number>>;
  refused: number;
  /** Rows that were passed over, by the reason's code. */
  skipped: ReadonlyMap<string, number>;
  groups: GroupedRefusals;
  tally: MappingTally;
  stoppedAt?: { line: number; reason: string };
};

/** What is seen of a file: how it is read, which mapping would read it, and what would become of its rows. */
export type Examination =
  | { unreadable: { line: number; reason: string } }
  | { fhir: FhirForm; outcome: Outcome }
  | { own: 'lines'; outcome: Outcome }
  | { shape: TableShape; profile: TableProfile; proposal: Proposal; outcome?: Outcome };

/** Looks at a file and proposes a mapping for it, then tries that on all of its rows. Nothing is imported. */
export async function examineFile(open: OpenFile, known: KnownOfFile): Promise<Examination> {
  try {
    const { head, isWhole, beginning } = await beginningOf(open());
    const own = ownRecordsIn(beginning);
    if (own === 'lines') return { own, outcome: await tryOwn(open, beginning, known) };
    if (own === 'list') return { unreadable: { line: 1, reason: OWN_LIST } };
    const form = fhirFormOf(beginning);
    if (form) refuseOtherThanText(head, isWhole);
    if (form) return { fhir: form, outcome: await tryFhir(form, open, known) };
    const { shape, profile, proposal } = await likeliestTable(open, known);
    if (!('mapping' in proposal)) return { shape, profile, proposal };
    const outcome = await tryMapping(open, proposal.mapping, { ...known, clinicId: 'clinic' });
    return { shape, profile, proposal, outcome };
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    return { unreadable: { line: error.line, reason: error.reason } };
  }
}

/**
 * What would become of a file's rows under a mapping.
 *
 * @param each is given every item, such as one who writes the records
 */
export function tryMapping(
  open: OpenFile,
  mapping: Mapping,
  options: MappingOptions & Judged,
  each?: (item: ImportItem) => Promise<void> | void,
): Promise<Outcome> {
  const tally = new MappingTally();
  return outcomeOf(
    async function* () {
      yield* applyMapping(
        await openTable(open(), mapping.file),
        mapping,
        { ...options, isLook: true },
        tally,
      );
    },
    options,
    tally,
    each,
  );
}

/** Records of our own need no mapping. */
function tryOwn(open: OpenFile, beginning: string, judged: Judged): Promise<Outcome> {
  // A file in a clinic's folder need not name the clinic; one that does is held to what it says.
  const clinic = /"clinicId"/.test(beginning) ? {} : { clinicId: 'clinic' };
  return outcomeOf(() => ndjsonRecords(open(), { ...clinic, withTyped: true }), judged);
}

const OWN_LIST =
  'these are records as the contract has them, in one list; write one a line, without the brackets and the commas between';

/** FHIR says by itself what it means: it is read without a mapping. */
function tryFhir(form: FhirForm, open: OpenFile, judged: Judged): Promise<Outcome> {
  return outcomeOf(
    () => fhirRecords(form, async (fromByte) => from(open(), fromByte), { clinicId: 'clinic' }),
    judged,
  );
}

/** By what the times of records are judged, as an import would; without `arrivedAt` they are not. */
type Judged = Pick<KnownOfFile, 'arrivedAt' | 'timeZone'>;

/** The item that an import makes of one: a record whose times cannot be is refused. */
function judgeOf({ arrivedAt, timeZone }: Judged): (item: ImportItem) => ImportItem {
  if (arrivedAt === undefined) return (item) => item;
  const plausible = plausibleTimes({ arrivedAt, timeZone });
  return (item) => {
    if (!('record' in item)) return item;
    const refusal = refusalOfTimes(item.record, plausible);
    if (!refusal) return item;
    const { record, ...place } = item;
    return refusedItem(place, [refusal], record);
  };
}

async function outcomeOf(
  items: () => AsyncIterable<ImportItem>,
  judged: Judged,
  tally = new MappingTally(),
  each: (item: ImportItem) => Promise<void> | void = () => {},
): Promise<Outcome> {
  const groups = new RefusalGroups();
  const records: Outcome['records'] = {};
  const skipped = new Map<string, number>();
  const judge = judgeOf(judged);
  let refused = 0;
  let stoppedAt: Outcome['stoppedAt'];
  try {
    for await (const read of items()) {
      const item = judge(read);
      await each(item);
      if ('record' in item) records[item.record.type] = (records[item.record.type] ?? 0) + 1;
      else if ('skipped' in item) skipped.set(item.skipped.code, (skipped.get(item.skipped.code) ?? 0) + 1);
      else {
        refused += 1;
        groups.add(item.refusal, item.typed?.());
      }
    }
  } catch (error) {
    if (!(error instanceof FileBroken)) throw error;
    stoppedAt = { line: error.line, reason: error.reason };
  }
  return { records, refused, skipped, groups: groups.toJSON(), tally, ...(stoppedAt && { stoppedAt }) };
}

/** Enough of a file to tell whether it is FHIR. */
async function beginningOf(bytes: AsyncIterable<Uint8Array>) {
  const { head, isWhole } = await peeked(bytes, (length) => length >= LONGEST_LINE_BYTES);
  return { head, isWhole, beginning: new TextDecoder(sniffEncoding(head, isWhole)).decode(head) };
}

async function* from(bytes: AsyncIterable<Uint8Array>, fromByte: number): AsyncGenerator<Uint8Array> {
  let left = fromByte;
  for await (const piece of bytes) {
    if (piece.length > left) yield piece.subarray(left);
    left = Math.max(0, left - piece.length);
  }
}
