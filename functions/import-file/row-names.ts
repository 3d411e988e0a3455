import { sealRow } from '../../shared/clinics/sealed-row.ts';
import { typedCells } from '../../shared/imports/typed-cells.ts';
import { clientIdsIn } from '../../shared/records/client-fields.ts';
import type { FileRefusal, KeptRow, TypedRow } from '../../shared/records/files/file-item.ts';
import { pseudonym } from '../../shared/records/pseudonym.ts';
import { readableId, type SentRecord } from '../../shared/records/record.ts';
import { shortName } from '../../shared/records/values/short-name.ts';
import type { ClinicKeys, RowKeys } from '../../shared/storage/clinics/clinic-keys.ts';

/** Of what a row is, and whose, as it may be kept. */
export type NamedRow = { id: string; clients: string[] };

export type RowNames = {
  ofRecord(record: SentRecord): NamedRow;
  /** A refused row, as it is kept. @param fields those of the record, where the row could be read as one */
  ofRefused(refusal: FileRefusal, typed: TypedRow | undefined, fields?: SentRecord): KeptRow;
};

/** Letters of a row, as JSON: a longer one cannot be mended here. */
const LONGEST_TYPED = 8_192;
/** Refused since its client has been erased: nothing of it is to be mended, and nothing of it is kept. */
const ERASED = 'erased';

/**
 * How rows are named where something of them is kept: clients by pseudonym, what was typed sealed. Records whose only id is
 * their client's are called as pages call him.
 *
 * @throws ForbiddenError of a clinic that is not held
 */
export async function rowNames(
  clinicId: string,
  { keyOfClinic, rowKeyOf }: { keyOfClinic: ClinicKeys; rowKeyOf: RowKeys },
): Promise<RowNames> {
  const [key, rowKey] = await Promise.all([keyOfClinic(clinicId), rowKeyOf(clinicId)]);
  const named = (id: string, clientIds: readonly string[]) =>
    clientIds.includes(id) ? shortName(pseudonym(key, id)) : id;
  const clientsOf = (clientIds: readonly string[]) => clientIds.map((id) => pseudonym(key, id));
  return {
    ofRecord(record) {
      const clientIds = clientIdsIn(record);
      return { id: named(readableId(record)!, clientIds), clients: clientsOf(clientIds) };
    },
    ofRefused({ id, ...refusal }, typed, record) {
      if (refusal.code === ERASED) return refusal;
      const cells = record ?? typedCells(typed);
      const clientIds = cells ? clientIdsIn(cells) : [];
      const isShort = typed !== undefined && JSON.stringify(typed).length <= LONGEST_TYPED;
      return {
        ...refusal,
        // Of a row that cannot be read it is not known whether its id is its client's.
        ...(id !== undefined && cells && { id: named(id, clientIds) }),
        ...(clientIds.length > 0 && { clients: clientsOf(clientIds) }),
        ...(isShort && { sealedRow: sealRow(rowKey, clinicId, typed) }),
      };
    },
  };
}
