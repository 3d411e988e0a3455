import type { RecordType } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';

/** A record that a resource tells of, not yet validated. */
export type ToldRecord = {
  input: Readonly<Record<string, unknown>>;
  /** What is wrong with it already, by field of the record. */
  problems: Refusal[];
  /** Where a field of the record stands in the resource. */
  paths: Readonly<Record<string, string>>;
  /** What stood where nothing could be read, by field of the record. */
  unread: Readonly<Record<string, unknown>>;
};

/** What one resource says: a record, why it is refused, or why it is none. */
export type Reading = ToldRecord | { refusal: Refusal; type?: RecordType } | { skipped: Refusal };

/** A field of a record, or what is wrong with it, and what was found there. */
export type Told<Value = unknown> = { value: Value } | { problem: Refusal; found?: unknown };

/** Nobody's name stands in digits: what else was found is not shown. */
const IN_DIGITS = /^\d[\d\s:.,TZ+-]{0,40}$/;

/** Collects the fields of a record and their problems. */
export class Telling {
  readonly #input: Record<string, unknown>;
  readonly #problems: Refusal[] = [];
  readonly #paths: Record<string, string>;
  readonly #unread: Record<string, unknown> = {};

  constructor(input: Readonly<Record<string, unknown>>, paths: Readonly<Record<string, string>>) {
    this.#input = { ...input };
    this.#paths = { ...paths };
  }

  /** Sets a field; one of undefined stays absent. */
  set(field: string, value: unknown): this {
    if (value !== undefined) this.#input[field] = value;
    return this;
  }

  /** Sets a field, or notes its problem, and where it stands in the resource. */
  tell(field: string, told: Told, path?: string): this {
    if (path !== undefined) this.#paths[field] = path;
    if ('value' in told) return this.set(field, told.value);
    this.#problems.push({ ...told.problem, path: field });
    if (typeof told.found === 'string' && IN_DIGITS.test(told.found)) this.#unread[field] = told.found;
    return this;
  }

  finish(): ToldRecord {
    return { input: this.#input, problems: this.#problems, paths: this.#paths, unread: this.#unread };
  }
}

export const skipped = (code: string, path: string, message: string): { skipped: Refusal } => ({
  skipped: { code, path, message },
});

export const refused = (code: string, path: string, message: string, type?: RecordType): Reading => ({
  refusal: { code, path, message },
  ...(type && { type }),
});
