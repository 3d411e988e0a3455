import { FactUse } from '../goals/fact-use.ts';
import type { RowTally, UnusedReason } from '../records/files/row-account.ts';
import { RECORD_TYPES } from '../records/record.ts';
import type { ClientOfRows } from './client-of-rows.ts';
import { ROW } from './packed-row.ts';
import { positionOf } from './row-content.ts';
import { idText } from './row-identity.ts';
import type { RowLogs } from './row-logs.ts';

const CONSENT_TYPE = RECORD_TYPES.indexOf('consent');

/** Counts for every row in force of a client whether something is made of it; sessions and goals are always told of. */
export function tellUse(client: ClientOfRows, tally: RowTally, logs: RowLogs): void {
  const { memory } = client.source;
  const use = new FactUse(
    client.sessions,
    client.goalFacts.map(({ fact }) => fact),
  );
  let used = client.sessions.length + client.goalFacts.length;
  const tell = (row: number, reason: UnusedReason | undefined) => {
    if (reason === undefined) {
      used += 1;
      return;
    }
    tally.add({ fate: 'unused', reason });
    const position = positionOf(memory, row);
    logs.of('unused').add(position, () => ({
      type: memory.bytes[row + ROW.type]!,
      id: idText(memory, row),
      position,
      reason,
    }));
  };
  for (const [index, entry] of client.scores.entries()) {
    // Most are, and need not be looked at again.
    if (client.reported[index] === 1) used += 1;
    else tell(entry.record.row, use.ofScore(entry));
  }
  for (const { row, fact } of client.measurements) tell(row, use.ofMeasurement(fact));
  for (const row of client.others) {
    tell(row, memory.bytes[row + ROW.type] === CONSENT_TYPE ? use.ofConsent() : undefined);
  }
  tally.add({ fate: 'used' }, used);
}
