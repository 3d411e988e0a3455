/** A line put into the sample on purpose, and what the importer must say about it. */
export type PlantedLine = {
  /** Put behind this share of the file's lines, from 0 (after the first line) to 1 (at the end). */
  position: number;
  text: string;
  /** The refusal's stable code, or "duplicate" for a line that is accepted without effect. */
  expected: string;
  /** Path of the field that the refusal names; empty where it names the whole line. */
  field: string;
};

/** Where a planted line ended up. */
export type Mistake = { path: string; line: number; expected: string; field: string };

/** Puts lines between others and tells their line numbers, counted from 1. */
export function plantLines(
  path: string,
  lines: readonly string[],
  planted: readonly PlantedLine[],
): { lines: string[]; mistakes: Mistake[] } {
  const result: string[] = [];
  const mistakes: Mistake[] = [];
  const waiting = planted.toSorted((a, b) => a.position - b.position);
  lines.forEach((line, index) => {
    result.push(line);
    while (waiting[0] && waiting[0].position * (lines.length - 1) <= index) {
      const { text, expected, field } = waiting.shift() as PlantedLine;
      result.push(text);
      mistakes.push({ path, line: result.length, expected, field });
    }
  });
  return { lines: result, mistakes };
}

/** The line of a record with one field changed, under an id that nothing else uses. */
export function brokenJson(record: object, changes: Record<string, unknown>): string {
  return JSON.stringify({ ...record, ...changes });
}
