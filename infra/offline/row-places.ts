import { closeSync, openSync, readSync } from 'node:fs';
import type { Stretch } from './read-plan.ts';
import type { StretchResult } from './read-stretch.ts';

const LINE_FEED = 10;
const BLOCK_BYTES = 1 << 20;

/** Where rows stand in their files. */
export class RowPlaces {
  readonly labels: readonly string[];
  readonly #plan: readonly Stretch[];
  readonly #results: readonly Pick<StretchResult, 'lines' | 'itemLines'>[];
  /** The line before the first one of each stretch. */
  readonly #linesBefore: number[] = [];

  /**
   * @param labels the files, as the reader knows them
   * @param results what came of each stretch of the plan
   */
  constructor(
    labels: readonly string[],
    plan: readonly Stretch[],
    results: readonly Pick<StretchResult, 'lines' | 'itemLines'>[],
  ) {
    this.labels = labels;
    this.#plan = plan;
    this.#results = results;
    let lines = 0;
    for (const [index, { start }] of plan.entries()) {
      if (start === 0) lines = 0;
      this.#linesBefore.push(lines);
      lines += results[index]!.lines;
    }
  }

  /** The line in its file on which a line of a stretch stands. */
  lineOfStretch(stretch: number, line: number): number {
    return this.#linesBefore[stretch]! + line;
  }

  /** `riverside/sessions.csv:77` */
  placeAt(position: number): string {
    return `${this.labels[this.fileAt(position)]}:${this.lineAt(position)}`;
  }

  /** The index of the file that a row is in. */
  fileAt(position: number): number {
    return this.#plan[this.#indexAt(position)]!.file;
  }

  #indexAt(position: number): number {
    return this.#plan.findLastIndex(({ base, start }) => base + start <= position);
  }

  lineAt(position: number): number {
    const index = this.#indexAt(position);
    const { path, format, start, base } = this.#plan[index]!;
    if (format === 'csv') return position - base;
    if (format === 'items') return this.#results[index]!.itemLines![position - base - 1]!;
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
