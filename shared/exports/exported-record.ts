import { type Fact, type FactType, ID_FIELD } from '../records/record.ts';
import type { Held } from '../records/versions/held.ts';

/** A fact in the form in which it is reported, with the instant at which its sender wrote it. */
export type ExportedRecord = Readonly<Record<string, unknown>> & { type: FactType; clientId: string };

/**
 * A fact as a record that the intake takes again: no clinic is named, so that it is of whichever clinic it is sent for.
 * A consent is told by its client, so it has no id beside.
 *
 * @param clientId the client's exported id, see records/pseudonym.ts
 */
export function exportedRecord(fact: Held<Fact>, clientId: string): ExportedRecord {
  const { type, ...said } = fact;
  return { type, clientId, ...said };
}

/** The order of a client's records: what others refer to comes before them. */
const ORDER: readonly FactType[] = ['care', 'consent', 'session', 'goal', 'measurement', 'pain-score'];

/** One client's facts in the order of an export: by kind, and by id within a kind, so that equal facts make equal files. */
export function inExportOrder(facts: readonly Held<Fact>[]): Held<Fact>[] {
  const idOf = (fact: Held<Fact>) => (fact as Readonly<Record<string, unknown>>)[ID_FIELD[fact.type]];
  return facts.toSorted(
    (a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type) || (String(idOf(a)) < String(idOf(b)) ? -1 : 1),
  );
}
