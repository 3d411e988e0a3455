import type { Technique } from '../../records/catalogue.ts';
import type { RowAccount } from '../../records/files/row-account.ts';
import type { RecordType } from '../../records/record.ts';
import { NO_SCORE } from '../change/pair-tally.ts';
import type { DataQuality } from '../contract.ts';
import { medianInPlace } from '../summaries/median.ts';
import { NO_REPORT, type OutcomeTable } from '../table/outcome-table.ts';

const RECORD_TYPES = Object.keys({
  session: true,
  'pain-score': true,
  goal: true,
  measurement: true,
  consent: true,
  deletion: true,
  erasure: true,
  move: true,
  merge: true,
  care: true,
} satisfies Record<RecordType, true>) as RecordType[];

/** What only the reader of the files knows; a type that is not named did not occur. */
export type RecordCounts = {
  records: Partial<Record<RecordType, number>>;
  rows: RowAccount;
  /** Refused rows of sessions by primary technique, where the row still tells it; undefined where nobody counted. */
  refusedSessions?: Partial<Record<Technique, number>>;
};

/**
 * How much of what happened was recorded.
 *
 * @param counts undefined to whoever sees only what is held
 */
export function dataQuality({ sessions }: OutcomeTable, counts: RecordCounts | undefined): DataQuality {
  const sessionsOfClient = new Map<number, number>();
  const delays: number[] = [];
  let sessionsWithoutScores = 0;
  for (let row = 0; row < sessions.length; row++) {
    const client = sessions.client.at(row);
    sessionsOfClient.set(client, (sessionsOfClient.get(client) ?? 0) + 1);
    const firstReport = sessions.firstReport.at(row);
    if (firstReport !== NO_REPORT) delays.push(firstReport);
    if (sessions.before.at(row) === NO_SCORE && sessions.after.at(row) === NO_SCORE)
      sessionsWithoutScores += 1;
  }
  const medianDelay = medianInPlace(Int32Array.from(delays));
  const numberOf = (type: RecordType) => (counts ? (counts.records[type] ?? 0) : null);
  return {
    records: Object.fromEntries(RECORD_TYPES.map((type) => [type, numberOf(type)])) as DataQuality['records'],
    refused: counts?.rows.counts.refused ?? null,
    duplicates: counts?.rows.counts.duplicate ?? null,
    rows: counts?.rows ?? null,
    sessionsWithoutScores,
    followUpRate: sessions.length === 0 ? null : delays.length / sessions.length,
    medianDelayHours: medianDelay === null ? null : medianDelay / 3600,
    clientsWithOneSession: sessionsOfClient.values().reduce((sum, count) => sum + (count === 1 ? 1 : 0), 0),
    notes: [
      ...(counts
        ? []
        : ['records', 'refused', 'duplicates', 'rows'].map(
            (part) => `${part}: known where files are read, not where only what is held is seen`,
          )),
      ...(sessions.length === 0 ? ['followUpRate: there are no sessions'] : []),
      ...(medianDelay === null ? ['medianDelayHours: no session has a report in its follow-up window'] : []),
    ],
  };
}
