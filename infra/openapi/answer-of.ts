import type * as z from 'zod';

/** A type with every field named, whether it may be absent or not: two are equal when they say the same of each. */
type Named<T> = T extends readonly (infer Entry)[]
  ? Named<Entry>[]
  : T extends object
    ? { [Key in keyof T]-?: Named<Exclude<T[Key], undefined>> }
    : T;

/**
 * Takes the schema of what a route answers with, if it says what the type says that the route answers with: of any other
 * tsc complains, so that an answer cannot change and its description not.
 */
export const answerOf =
  <Told>() =>
  <Schema extends z.ZodType>(
    schema: [Named<z.output<Schema>>, Named<Told>] extends [Named<Told>, Named<z.output<Schema>>]
      ? Schema
      : { 'is described otherwise than it is': [Named<z.output<Schema>>, Named<Told>] },
  ): Schema =>
    schema as Schema;
