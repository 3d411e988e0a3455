import type { OutcomeTable } from '../statistics/table/outcome-table.ts';

/**
 * The rows of a table client by client, a client's sessions in order of start. The order depends on the content of
 * sessions alone, so that sums over clients come out the same to the last digit whatever the order of the data and
 * the names of clients.
 */
export type ClientRows = {
  /** Rows of the table; those of client g are from `starts[g]` to `starts[g + 1]`. */
  rows: Int32Array;
  /** One more than there are clients. */
  starts: Int32Array;
  /** In order, and by number of therapist her place in that order. */
  therapistIds: string[];
  therapistRank: Int32Array;
};

/** Puts the sessions of a table in order. */
export function clientRows(table: OutcomeTable): ClientRows {
  const { sessions, clients } = table;
  const { therapistIds, therapistRank } = rankedTherapists(table);
  const compare = rowOrder(table, therapistRank);
  const first = new Int32Array(clients.size + 1);
  for (let row = 0; row < sessions.length; row += 1) first[sessions.client.at(row) + 1]! += 1;
  for (let client = 0; client < clients.size; client += 1) first[client + 1]! += first[client]!;
  const byClient = new Int32Array(sessions.length);
  const next = first.slice();
  for (let row = 0; row < sessions.length; row += 1) byClient[next[sessions.client.at(row)]!++] = row;
  for (let client = 0; client < clients.size; client += 1) {
    byClient.subarray(first[client], first[client + 1]).sort(compare);
  }
  const present = Array.from({ length: clients.size }, (_, client) => client).filter(
    (client) => first[client + 1]! > first[client]!,
  );
  const of = (client: number) => byClient.subarray(first[client], first[client + 1]);
  present.sort((a, b) => compareClients(of(a), of(b), compare));
  const ordered: ClientRows = {
    rows: new Int32Array(sessions.length),
    starts: new Int32Array(present.length + 1),
    therapistIds,
    therapistRank,
  };
  for (const [index, client] of present.entries()) {
    ordered.rows.set(of(client), ordered.starts[index]!);
    ordered.starts[index + 1] = ordered.starts[index]! + of(client).length;
  }
  return ordered;
}

function rankedTherapists({ therapists }: OutcomeTable): Pick<ClientRows, 'therapistIds' | 'therapistRank'> {
  const ids = Array.from({ length: therapists.size }, (_, number) => therapists.textOf(number));
  const therapistIds = ids.toSorted((a, b) => (a < b ? -1 : 1));
  const rank = new Map(therapistIds.map((id, place) => [id, place]));
  return { therapistIds, therapistRank: Int32Array.from(ids, (id) => rank.get(id)!) };
}

/** By start, then by everything else that a claim looks at. */
function rowOrder({ sessions }: OutcomeTable, therapistRank: Int32Array): (a: number, b: number) => number {
  const { start, before, after, technique, combination, complaint, therapist, handsOn } = sessions;
  const { lasting, firstSore, lastSoreness, recovery, relief } = sessions;
  const columns = [start, before, after, technique, combination, complaint, handsOn, lasting, firstSore];
  return (a, b) => {
    for (const column of columns) {
      const difference = column.at(a) - column.at(b);
      if (difference !== 0) return difference;
    }
    return (
      therapistRank[therapist.at(a)]! - therapistRank[therapist.at(b)]! ||
      lastSoreness.at(a) - lastSoreness.at(b) ||
      recovery.compare(a, b) ||
      relief.compare(a, b)
    );
  };
}

function compareClients(
  a: Int32Array,
  b: Int32Array,
  compare: (one: number, other: number) => number,
): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const difference = compare(a[index]!, b[index]!);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
