import { closeSync, openSync, readSync } from 'node:fs';
import type { Conflict, ConflictsOfFiles } from '../../shared/bulk/conflict-log.ts';
import type { FileRefusal } from '../../shared/records/file-item.ts';
import { RECORD_TYPES } from '../../shared/records/record.ts';
import type { RefusedRows } from '../../shared/reports/refusal-table.ts';
import type { Stretch } from './read-plan.ts';
import type { StretchResult } from './read-stretch.ts';
import { SHOWN_PER_FILE } from './record-intake.ts';

const LINE_FEED = 10;
const BLOCK_BYTES = 1 << 20;

/** What was refused of the files, with the lines on which the rows stand. */
export class RefusedLines {
  readonly #labels: readonly string[];
  readonly #plan: readonly Stretch[];
  readonly #results: readonly StretchResult[];
  /** The line before the first one of each stretch. */
  readonly #linesBefore: number[] = [];

  /** @param results what came of each stretch of the plan */
  constructor(labels: readonly string[], plan: readonly Stretch[], results: readonly StretchResult[]) {
    this.#labels = labels;
    this.#plan = plan;
    this.#results = results;
    let lines = 0;
    for (const [index, { start }] of plan.entries()) {
      if (start === 0) lines = 0;
      this.#linesBefore.push(lines);
      lines += results[index]!.lines;
    }
  }

  /** Counts by code and the first rows of every file, conflicts among them. */
  ofFiles(conflicts: ConflictsOfFiles): RefusedRows[] {
    return this.#labels.map((file, index) => {
      const counts: Record<string, number> = {};
      const first: FileRefusal[] = [];
      let stoppedAt: RefusedRows['stoppedAt'];
      for (const [nth, stretch] of this.#plan.entries()) {
        if (stretch.file !== index) continue;
        const result = this.#results[nth]!;
        stoppedAt ??= result.stoppedAt;
        for (const [code, count] of Object.entries(result.counts)) counts[code] = (counts[code] ?? 0) + count;
        for (const refusal of result.first) {
          first.push({ ...refusal, line: this.#linesBefore[nth]! + refusal.line });
        }
      }
      const ofFile = conflicts[index]!;
      if (ofFile.count > 0) counts['conflict'] = ofFile.count;
      first.push(...ofFile.first.map((conflict) => this.#conflictRefusal(conflict)));
      first.sort((a, b) => a.line - b.line);
      return { file, counts, first: first.slice(0, SHOWN_PER_FILE), ...(stoppedAt && { stoppedAt }) };
    });
  }

  #conflictRefusal({ type, id, position, heldPosition }: Conflict): FileRefusal {
    const held = `${this.#labels[this.#stretchAt(heldPosition).file]}:${this.#lineAt(heldPosition)}`;
    return {
      line: this.#lineAt(position),
      type: RECORD_TYPES[type]!,
      id,
      code: 'conflict',
      path: 'recordedAt',
      message: `another version of this ${RECORD_TYPES[type]} with the same recordedAt is held, from ${held}; expected a later recordedAt for a correction`,
    };
  }

  #stretchAt(position: number): Stretch {
    return this.#plan[this.#indexAt(position)]!;
  }

  #indexAt(position: number): number {
    return this.#plan.findLastIndex(({ base, start }) => base + start <= position);
  }

  #lineAt(position: number): number {
    const index = this.#indexAt(position);
    const { path, format, start, base } = this.#plan[index]!;
    if (format === 'csv') return position - base;
    return (
      this.#linesBefore[index]! +
      lineFeedsBetween(path, start, position - base) +
      (start === 0 || this.#beginsWithLine(index) ? 1 : 0)
    );
  }

  /** Whether the first line of a stretch begins with its first byte. */
  #beginsWithLine(index: number): boolean {
    const { path, start } = this.#plan[index]!;
    return lineFeedsBetween(path, start - 1, start) === 1;
  }
}

function lineFeedsBetween(path: string, from: number, to: number): number {
  const file = openSync(path, 'r');
  const block = Buffer.alloc(Math.min(BLOCK_BYTES, Math.max(to - from, 1)));
  let lineFeeds = 0;
  try {
    for (let at = from; at < to; ) {
      const read = readSync(file, block, 0, Math.min(block.length, to - at), at);
      if (read === 0) break;
      for (let index = 0; index < read; index += 1) if (block[index] === LINE_FEED) lineFeeds += 1;
      at += read;
    }
  } finally {
    closeSync(file);
  }
  return lineFeeds;
}
