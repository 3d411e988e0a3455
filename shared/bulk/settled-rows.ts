import type { RowTally } from '../records/files/row-account.ts';
import type { SettledRow } from '../records/files/row-settler.ts';
import { otherClientCode } from '../records/identified.ts';
import type { MovableType } from '../records/move.ts';
import { RECORD_TYPES } from '../records/record.ts';
import { type PlacedRow, ROW } from './packed-row.ts';
import { positionOf } from './row-content.ts';
import { clientText, idText } from './row-identity.ts';
import type { RowLogs } from './row-logs.ts';
import { dayOfRow, wordsOfRow } from './row-words.ts';

/**
 * Counts what became of rows that are not in force, and tells of those that a person should look at.
 *
 * @param rows all rows of which the fates are
 * @returns those that are in force
 */
export function tellSettled(
  rows: readonly PlacedRow[],
  fates: ReadonlyMap<number, SettledRow>,
  tally: RowTally,
  logs: RowLogs,
): PlacedRow[] {
  const byPosition = new Map(rows.map((placed) => [positionOf(placed.memory, placed.row), placed]));
  return rows.filter((placed) => {
    const { memory, row } = placed;
    const position = positionOf(memory, row);
    const settled = fates.get(position)!;
    const logged = () => ({ type: memory.bytes[row + ROW.type]!, id: idText(memory, row), position });
    switch (settled.fate) {
      case 'live':
        return true;
      case 'removal':
        tally.add({ fate: 'used' });
        break;
      case 'nothing-to-remove':
        tally.add({ fate: 'unused', reason: settled.fate });
        logs.of('unused').add(position, () => ({ ...logged(), reason: 'nothing-to-remove' }));
        break;
      case 'replaced': {
        tally.add({ fate: 'replaced' });
        const other = byPosition.get(settled.by)!;
        const isOfDay = dayOfRow(placed) === dayOfRow(other);
        logs
          .of(isOfDay ? 'replaced' : 'replacedByOtherDay')
          .add(position, () => ({ ...logged(), by: settled.by, was: wordsOfRow(placed) }));
        break;
      }
      case 'conflict':
        tally.add({ fate: 'refused', code: settled.fate });
        logs.of('conflict').add(position, () => ({ ...logged(), heldPosition: settled.held }));
        break;
      case 'other-client': {
        const type = RECORD_TYPES[memory.bytes[row + ROW.type]!] as MovableType;
        tally.add({ fate: 'refused', code: otherClientCode(type) });
        logs.of(`other-client ${type}`).add(position, () => ({
          ...logged(),
          heldPosition: settled.held,
          client: clientText(memory, row),
          holder: settled.holder,
        }));
        break;
      }
      case 'duplicate':
      case 'removed':
        tally.add({ fate: settled.fate });
    }
    return false;
  });
}
