import { clientMonthRange, deriveClientMonth, isEmptyMonth } from '../outcomes/client-month.ts';
import type { ClientRecord } from '../outcomes/client-record.ts';
import type { ClientMonth } from '../outcomes/session-outcome.ts';
import type { RecordReader } from '../storage/held/record-store.ts';
import { type ClientMonthKey, clientMonthItem } from '../storage/keys/keys.ts';
import { type OwnTechniquesOf, ownTechniquesOf } from './own-technique-of.ts';
import type { View } from './refresh.ts';

/** A client's month, and beside it which techniques of the clinic's own its sessions count under. */
type HeldClientMonth = ClientMonth & { own?: OwnTechniquesOf };

/** Session outcomes of one client and month, from that client's records around the month. */
export function clientMonthView(
  records: Pick<RecordReader, 'between'>,
): View<ClientMonthKey, ClientRecord[]> {
  return {
    entity: 'session-outcomes',
    items: (key) => [clientMonthItem(key)],
    sources: async (key) => (await records.between(key, clientMonthRange(key.month))).filter(isClientRecord),
    derive: (key, sources) => {
      const month = deriveClientMonth(key.month, sources);
      const own = ownTechniquesOf(month.sessions, sources);
      return [isEmptyMonth(month) ? null : JSON.stringify({ ...month, ...(own && { own }) })];
    },
  };
}

/** Reads the content of a session outcomes item. */
export function clientMonthOf(content: string): HeldClientMonth {
  return JSON.parse(content) as HeldClientMonth;
}

export function isClientRecord(fact: { type: string }): fact is ClientRecord {
  return fact.type === 'session' || fact.type === 'pain-score';
}
