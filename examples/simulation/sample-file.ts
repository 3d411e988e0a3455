import { type Mistake, type PlantedLine, plantLines } from './mistakes.ts';

/** One file of the sample, with its path below the sample's folder. */
export type SampleFile = { path: string; text: string; mistakes: Mistake[] };

/** Lines, and lines that were planted between them, as the text of a file. */
export function textFile(
  path: string,
  lines: readonly string[],
  planted: readonly PlantedLine[],
  format: { start: string; lineEnd: string } = { start: '', lineEnd: '\n' },
): SampleFile {
  const { lines: all, mistakes } = plantLines(path, lines, planted);
  return { path, text: format.start + all.map((line) => line + format.lineEnd).join(''), mistakes };
}

/** One record per line. */
export function ndjsonFile(
  path: string,
  records: readonly object[],
  planted: readonly PlantedLine[],
): SampleFile {
  return textFile(
    path,
    records.map((record) => JSON.stringify(record)),
    planted,
  );
}
