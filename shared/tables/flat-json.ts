import { boundedColumnName } from './column-name.ts';
import { formAnswers } from './form-answers.ts';

/** A list in a list is told apart no further than this. */
const DEEPEST = 12;
const MOST_CELLS = 500;

/**
 * A JSON object as cells by dotted paths: `{"patient":{"id":7}}` is `patient.id` = `7`. An entry of a list is found by
 * its `name`, `linkId` or `id` where it has one that no other has, else by its place: `questions[Pain before].answer`.
 * Of a form's answers only what was answered is a cell, by its question (form-answers.ts). Of answers of which some are `selected`, the values of those are one cell, joined by `;`.
 */
export function flatCells(value: Readonly<Record<string, unknown>>): Map<string, string> {
  const cells = new Map<string, string>();
  flatten(value, '', cells, 0);
  return cells;
}

function flatten(value: unknown, path: string, cells: Map<string, string>, depth: number): void {
  if (value === null || value === undefined || cells.size >= MOST_CELLS) return;
  if (typeof value !== 'object' || value instanceof ExactNumber) {
    const text = String(value).trim();
    if (text !== '') cells.set(boundedColumnName(path), text);
    return;
  }
  if (depth > DEEPEST) return;
  if (!Array.isArray(value)) {
    for (const [key, part] of Object.entries(value))
      flatten(part, path === '' ? key : `${path}.${key}`, cells, depth + 1);
    return;
  }
  const answers = formAnswers(value);
  if (answers) {
    for (const [question, answer] of answers) flatten(answer, `${path}[${question}]`, cells, depth + 1);
    return;
  }
  const selected = selectedValues(value);
  if (selected !== undefined) {
    if (selected !== '') cells.set(boundedColumnName(path), selected);
  } else if (value.every((entry) => typeof entry !== 'object')) {
    flatten(value.join(';'), path, cells, depth);
  } else {
    const names = entryNames(value);
    for (const [index, entry] of value.entries())
      flatten(entry, `${path}[${names[index]}]`, cells, depth + 1);
  }
}

function selectedValues(entries: readonly unknown[]): string | undefined {
  if (!entries.some((entry) => isObject(entry) && 'selected' in entry && 'value' in entry)) return undefined;
  return entries
    .flatMap((entry) => (isObject(entry) && entry['selected'] === true ? scalarText(entry['value']) : []))
    .join(';');
}

/** What stands in a cell as it is; of an object nobody can say how it is written. */
const scalarText = (value: unknown): string[] =>
  value === null || value === undefined || (typeof value === 'object' && !(value instanceof ExactNumber))
    ? []
    : [String(value)];

function entryNames(entries: readonly unknown[]): string[] {
  for (const key of ['name', 'linkId', 'id']) {
    const names = entries.map((entry) => (isObject(entry) ? entry[key] : undefined));
    if (
      new Set(names).size === entries.length &&
      names.every((name) => typeof name === 'string' && name !== '')
    )
      return names as string[];
  }
  return entries.map((_, index) => String(index));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}

/** A number as it is written: ids of eighteen digits are more than a number of ours can hold. */
class ExactNumber {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** Reads JSON with every number that would lose digits kept as it is written. @throws SyntaxError */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, value, context?: { source?: string }) => {
    const source = context?.source;
    if (typeof value !== 'number' || source === undefined || String(value) === source) return value;
    return new ExactNumber(source);
  });
}
