import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { invalid } from './refusals.ts';

/** What an expression calls by `#name` and `:value`. */
export type Bound = {
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
};

/** The placeholders that an expression uses: DynamoDB refuses those that none of a call's uses. */
export type Placeholders = { names: Set<string>; values: Set<string> };

const WORD = /\s*(?:(<=|>=|<>|[=<>(),])|([:#]?[A-Za-z_]\w*))/y;

/** The words of an expression, read one after the other. Names are those of whole attributes, not of parts of one. */
export class ExpressionWords {
  readonly placeholders: Placeholders = { names: new Set(), values: new Set() };
  readonly #words: string[] = [];
  readonly #expression: string;
  #next = 0;

  constructor(expression: string) {
    this.#expression = expression;
    WORD.lastIndex = 0;
    for (let at = 0; expression.slice(at).trim() !== ''; at = WORD.lastIndex) {
      const found = WORD.exec(expression);
      if (!found) throw this.unexpected(expression.slice(at));
      this.#words.push(found[1] ?? found[2]!);
    }
  }

  get isAtEnd(): boolean {
    return this.#next === this.#words.length;
  }

  /** The next word, where it is this one, whatever its case: then it is passed. */
  takes(word: string): boolean {
    if (this.#words[this.#next]?.toUpperCase() !== word) return false;
    this.#next += 1;
    return true;
  }

  expect(word: string): void {
    if (!this.takes(word)) throw this.unexpected(this.#words[this.#next]);
  }

  next(): string {
    const word = this.#words[this.#next];
    if (word === undefined) throw this.unexpected(word);
    this.#next += 1;
    return word;
  }

  /** The word after the next one. */
  get following(): string | undefined {
    return this.#words[this.#next + 1];
  }

  /** Notes a placeholder. @returns the word */
  used(word: string): string {
    if (word.startsWith('#')) this.placeholders.names.add(word);
    if (word.startsWith(':')) this.placeholders.values.add(word);
    return word;
  }

  unexpected(word: string | undefined) {
    return invalid(`Invalid expression: "${word ?? 'its end'}" is not expected in "${this.#expression}"`);
  }
}

export function boundName(word: string, { ExpressionAttributeNames }: Bound): string {
  if (!word.startsWith('#')) return word;
  const name = ExpressionAttributeNames?.[word];
  if (name === undefined) throw invalid(`an attribute name is not defined: ${word}`);
  return name;
}

export function boundValue(word: string, { ExpressionAttributeValues }: Bound): AttributeValue {
  const value = ExpressionAttributeValues?.[word];
  if (value === undefined) throw invalid(`an attribute value is not defined: ${word}`);
  return value;
}

/** @throws ValidationException where a call gives a name or a value that none of its expressions uses, or an empty map */
export function requireUsed(bound: Bound, used: readonly Placeholders[]): void {
  const given = [
    [bound.ExpressionAttributeNames, 'names'],
    [bound.ExpressionAttributeValues, 'values'],
  ] as const;
  for (const [map, kind] of given) {
    if (map === undefined) continue;
    const keys = Object.keys(map);
    if (keys.length === 0) throw invalid(`expression attribute ${kind} must not be empty`);
    const unused = keys.find((key) => !used.some((of) => of[kind].has(key)));
    if (unused !== undefined) throw invalid(`unused in expressions: ${unused}`);
  }
}
