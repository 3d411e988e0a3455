import type { PlacedResult } from '../../../shared/intake/screen.ts';
import { ID_FIELD, parseRecord } from '../../../shared/records/record.ts';
import { utcSortKey } from '../../../shared/records/time/instant.ts';
import { contentOf } from '../../../shared/records/versions/content.ts';
import type { Told } from '../sent/records.ts';

/** A record that was sent, and what its sender heard of it in the end. */
export type Heard = { record: Told; result: PlacedResult };

/** Which record a version is of: its type and its id, of a consent its client's. */
export function nameOf({ type, ...record }: Told): string {
  if (type === 'deletion') return `${record['of']} ${record['id']}`;
  return `${type} ${record[ID_FIELD[type as keyof typeof ID_FIELD]]}`;
}

/** Ids of sessions and goals are a clinic's; any other id is known with its client only. */
const isOfClinic = (name: string) => /^(session|goal) /.test(name);

/** Whether a version that was sent may be of a record of a client. */
export function isVersionOf(name: string, persons: ReadonlySet<string>, record: Told): boolean {
  if (nameOf(record) !== name) return false;
  return isOfClinic(name) || persons.has(record['clientId'] as string);
}

export const isFact = ({ type }: Told) =>
  ['session', 'pain-score', 'goal', 'measurement', 'consent'].includes(type);

export const writtenAt = ({ recordedAt }: Told): string | undefined =>
  recordedAt === undefined ? undefined : utcSortKey(recordedAt as string);

/** What a fact says, whenever it was written; undefined of what is no valid record. */
export function contentTold(record: Told, clinicId: string): string | undefined {
  const parsed = parseRecord({ clinicId, ...record });
  return 'record' in parsed ? unstamped(contentOf(parsed.record as never)) : undefined;
}

/** The same of what is held: an arrival is written into what came without an instant of its own. */
export function unstamped(content: string): string {
  const { recordedAt: _recordedAt, ...said } = JSON.parse(content) as { recordedAt?: string };
  return JSON.stringify(said);
}

/**
 * Who may be one person with whom: clients between whom records were moved, or who were merged, with everybody whom they
 * lead to. What an erasure reached may have been of any of them.
 */
export function personsIn(heard: readonly Heard[]): (client: string) => ReadonlySet<string> {
  const pairs = heard.flatMap(({ record: { type, ...record } }) => {
    if (type === 'merge') return [[record['clientId'] as string, record['into'] as string]];
    return type === 'move' ? [[record['fromClientId'] as string, record['toClientId'] as string]] : [];
  });
  return (client) => {
    const reached = new Set([client]);
    for (let size = 0; size < reached.size; ) {
      size = reached.size;
      for (const pair of pairs)
        if (pair.some((one) => reached.has(one))) for (const one of pair) reached.add(one);
    }
    return reached;
  };
}
