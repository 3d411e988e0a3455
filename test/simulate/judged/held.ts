import { textOf } from '../../../shared/storage/aws/dynamodb.ts';
import { CLIENT_PK_PREFIX, isMark, isParked, isVersion } from '../../../shared/storage/keys/keys.ts';
import type { TablesInMemory } from '../tables/tables-in-memory.ts';
import { RECORDS } from '../world/tables.ts';

/** A record that is held when all has come to rest, or the end of one. */
export type HeldRecord = { client: string; name: string; recordedAt: string; content: string | null };

const TYPES: Readonly<Record<string, string>> = {
  SESSION: 'session',
  SCORE: 'pain-score',
  GOAL: 'goal',
  MEASUREMENT: 'measurement',
};

/** What the table of records says: facts and deletions that count, and the versions that they have replaced. */
export function heldRecords(tables: TablesInMemory, clientOf: (pk: string) => string) {
  const current: HeldRecord[] = [];
  const replaced: HeldRecord[] = [];
  for (const item of tables.table(RECORDS).all()) {
    const [pk, sk] = [textOf(item, 'pk')!, textOf(item, 'sk')!];
    const recordedAt = textOf(item, 'recordedAt');
    if (!pk.startsWith(CLIENT_PK_PREFIX) || isMark(sk) || recordedAt === undefined) continue;
    const [kind = '', id] = sk.replace(/^PARKED#[^#]*#/, '').split('#');
    const type = TYPES[kind.replace(/VERSION$/, '')];
    const client = clientOf(pk);
    const isConsent = kind.startsWith('CONSENT');
    if (type === undefined && !isConsent) continue;
    const name = isConsent ? `consent ${client}` : `${type} ${id}`;
    const record = { client, name, recordedAt, content: textOf(item, 'record') ?? null };
    (isVersion(sk) || isParked(sk) ? replaced : current).push(record);
  }
  return { current, replaced };
}
