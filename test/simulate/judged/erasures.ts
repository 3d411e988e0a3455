import { textOf } from '../../../shared/storage/aws/dynamodb.ts';
import { cameFor } from '../../../shared/storage/held/parked-items.ts';
import {
  CLIENT_PK_PREFIX,
  clientPk,
  erasureMark,
  isMark,
  isVersion,
  parseClientPk,
  recordOfVersion,
} from '../../../shared/storage/keys/keys.ts';
import type { TablesInMemory } from '../tables/tables-in-memory.ts';
import { RECORDS } from '../world/tables.ts';

/**
 * What had arrived before an erasure, and is there, or was recorded before what the mark says. What came after it
 * without a sender's clock may stand; so may what was moved here from a client who was not erased.
 *
 * @returns what an erasure has left behind, or let in after it
 */
export function leftByErasures(tables: TablesInMemory): string[] {
  const records = tables.table(RECORDS);
  const moved = new Set(
    [...records.all()].flatMap((item) => {
      const event = /^EVENT#(.+)#[^#]+#moved$/.exec(textOf(item, 'sk')!);
      return event ? [`${textOf(item, 'pk')} ${event[1]}`] : [];
    }),
  );
  return [...records.all()].flatMap((item) => {
    const [pk, sk] = [textOf(item, 'pk')!, textOf(item, 'sk')!];
    // A note of a move says nothing of anybody, and care follows what was moved.
    const saysNothing = item['record'] === undefined || sk.startsWith('CARE');
    if (!pk.startsWith(CLIENT_PK_PREFIX) || isMark(sk) || saysNothing) return [];
    const { clinicId } = parseClientPk(pk);
    const mark = records.get(erasureMark(clientPk({ clinicId, client: cameFor(item) })));
    const [erasedAt, arrivedAt] = [textOf(mark, 'arrivedAt'), textOf(item, 'arrivedAt')];
    if (erasedAt === undefined || arrivedAt === undefined) return [];
    const [upTo, recordedAt] = [textOf(mark, 'recordedAt')!, textOf(item, 'recordedAt')!];
    const isCovered = recordedAt <= upTo && recordedAt < arrivedAt;
    if (arrivedAt >= erasedAt && !isCovered) return [];
    return moved.has(`${pk} ${isVersion(sk) ? recordOfVersion(sk) : sk}`)
      ? []
      : [`${sk} of ${pk} is there, and was erased`];
  });
}
