/** Two places that share a stretch of lines: where it begins in each, counted from 1, and for how many lines that count. */
export type RepeatedStretch = { first: string; second: string; lines: number };

/** From here on, two stretches are no chance: fewer lines are what a language asks for. */
const SHORTEST = 6;

/**
 * The stretches of at least six lines that stand in two places, in the same words. Lines without a word and imports do
 * not count: brackets and what a file needs are alike everywhere.
 *
 * @param files their texts by path
 */
export function repeatedStretches(files: ReadonlyMap<string, string>): RepeatedStretch[] {
  const lines = [...files].flatMap(([path, text]) => countedLines(path, text));
  const places = new Map<string, number[]>();
  for (let start = 0; start + SHORTEST <= lines.length; start++) {
    const window = lines.slice(start, start + SHORTEST);
    if (window.some(({ path }) => path !== window[0]!.path)) continue;
    const text = window.map((line) => line.text).join('\n');
    places.set(text, [...(places.get(text) ?? []), start]);
  }
  const found: RepeatedStretch[] = [];
  for (const starts of places.values()) {
    for (const [index, first] of starts.entries()) {
      for (const second of starts.slice(index + 1)) {
        if (second - first < SHORTEST || isAlike(lines[first - 1], lines[second - 1])) continue;
        let length = SHORTEST;
        while (isAlike(lines[first + length], lines[second + length])) length += 1;
        found.push({ first: placeOf(lines[first]!), second: placeOf(lines[second]!), lines: length });
      }
    }
  }
  return found;
}

type Line = { path: string; number: number; text: string };

function countedLines(path: string, text: string): Line[] {
  const withoutImports = text.replaceAll(/^import\b[^;]*;$/gm, (imports) => imports.replaceAll(/[^\n]/g, ''));
  return withoutImports
    .split('\n')
    .map((line, index) => ({ path, number: index + 1, text: line.trim() }))
    .filter((line) => /\w/.test(line.text));
}

/** Whether both go on in the same words, each in the file that it is in. */
function isAlike(one: Line | undefined, other: Line | undefined): boolean {
  return one !== undefined && other !== undefined && one.text === other.text;
}

const placeOf = ({ path, number }: Line) => `${path}:${number}`;
