import { clientMonthRange, deriveClientMonth, isEmptyMonth } from '../outcomes/client-month.ts';
import type { ClientRecord } from '../outcomes/client-record.ts';
import type { ClientMonth } from '../outcomes/session-outcome.ts';
import { type ClientMonthKey, clientMonthItem } from '../storage/keys.ts';
import type { RecordReader } from '../storage/record-store.ts';
import type { View } from './refresh.ts';

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
      return [isEmptyMonth(month) ? null : JSON.stringify(month)];
    },
  };
}

/** Reads the content of a session outcomes item. */
export function clientMonthOf(content: string): ClientMonth {
  return JSON.parse(content) as ClientMonth;
}

export function isClientRecord(fact: { type: string }): fact is ClientRecord {
  return fact.type === 'session' || fact.type === 'pain-score';
}
