import type { ConflictRow, OtherClientRow, RowLogs } from '../../shared/bulk/row-logs.ts';
import type { RefusedReassignment } from '../../shared/bulk/settle-shared.ts';
import type { FileRefusal } from '../../shared/records/files/file-item.ts';
import { otherClientCode } from '../../shared/records/identified.ts';
import { MOVABLE } from '../../shared/records/move.ts';
import { RECORD_TYPES, type RecordType, readableId } from '../../shared/records/record.ts';
import type { RefusedRows } from '../../shared/reports/terminal/refusal-table.ts';
import type { Stretch } from './read-plan.ts';
import type { StretchResult } from './read-stretch.ts';
import { SHOWN_PER_FILE } from './record-intake.ts';
import type { RowPlaces } from './row-places.ts';

/** What was refused of the files, with the lines on which the rows stand. */
export class RefusedLines {
  readonly #places: RowPlaces;
  readonly #plan: readonly Stretch[];
  readonly #results: readonly StretchResult[];

  /** @param results what came of each stretch of the plan */
  constructor(places: RowPlaces, plan: readonly Stretch[], results: readonly StretchResult[]) {
    this.#places = places;
    this.#plan = plan;
    this.#results = results;
  }

  /** Counts by code and the first rows of every file, conflicts and records of other clients among them. */
  ofFiles(logs: RowLogs, reassignments: readonly RefusedReassignment[]): RefusedRows[] {
    return this.#places.labels.map((file, index) => {
      const counts: Record<string, number> = {};
      const first: FileRefusal[] = [];
      let stoppedAt: RefusedRows['stoppedAt'];
      for (const [nth, stretch] of this.#plan.entries()) {
        if (stretch.file !== index) continue;
        const result = this.#results[nth]!;
        stoppedAt ??= result.stoppedAt;
        for (const [code, count] of Object.entries(result.counts)) counts[code] = (counts[code] ?? 0) + count;
        for (const refusal of result.first) {
          first.push({ ...refusal, line: this.#places.lineOfStretch(nth, refusal.line) });
        }
      }
      const conflicts = logs.of('conflict').files[index]!;
      if (conflicts.count > 0) counts['conflict'] = conflicts.count;
      first.push(...conflicts.first.map((row) => this.#conflictRefusal(row)));
      for (const type of MOVABLE) {
        const ofOthers = logs.of(`other-client ${type}`).files[index]!;
        if (ofOthers.count > 0) counts[otherClientCode(type)] = ofOthers.count;
        first.push(...ofOthers.first.map((row) => this.#otherClientRefusal(row)));
      }
      for (const { position, record, refusal } of reassignments) {
        if (this.#places.fileAt(position) !== index) continue;
        counts[refusal.code] = (counts[refusal.code] ?? 0) + 1;
        const { type } = record;
        first.push({ line: this.#places.lineAt(position), type, id: readableId(record)!, ...refusal });
      }
      first.sort((a, b) => a.line - b.line);
      return { file, counts, first: first.slice(0, SHOWN_PER_FILE), ...(stoppedAt && { stoppedAt }) };
    });
  }

  #conflictRefusal({ type, id, position, heldPosition }: ConflictRow): FileRefusal {
    const name = RECORD_TYPES[type]!;
    return {
      line: this.#places.lineAt(position),
      type: name,
      id,
      code: 'conflict',
      path: 'recordedAt',
      message: `another version of this ${name} with the same recordedAt is held, from ${this.#places.placeAt(heldPosition)}; expected a later recordedAt for a correction`,
    };
  }

  #otherClientRefusal(row: OtherClientRow): FileRefusal {
    const { id, position, heldPosition, client, holder } = row;
    const type = typeOf(row);
    return {
      line: this.#places.lineAt(position),
      type,
      id,
      code: otherClientCode(type),
      path: 'clientId',
      message: `this ${type} is ${holder}'s, from ${this.#places.placeAt(heldPosition)}, and not ${client}'s; expected an id of its own, or a move of the record`,
    };
  }
}

function typeOf({ type }: Pick<OtherClientRow, 'type'>): RecordType {
  return RECORD_TYPES[type]!;
}
