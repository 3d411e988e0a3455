import type { RecordType } from './record.ts';

/**
 * The types of which an id is one client's in a clinic: sent for a second client it is refused. An id of theirs under
 * another client is the commonest correction there is, and would count everything twice. Ids of journal entries and
 * measurements are their client's own: a diary's are often dates.
 */
const IDENTIFIED: ReadonlySet<string> = new Set<RecordType>(['session', 'goal']);

export function isIdentified(type: string): boolean {
  return IDENTIFIED.has(type);
}

/** The code of the refusal of such a record that another client holds. */
export function otherClientCode(type: string): string {
  return `${type}.other-client`;
}
