import { ENGLISH } from './english.ts';

/** A sentence or a word of the catalogue. */
export type WordKey = keyof typeof ENGLISH;
/** A language's file: every key that English has, and no other. */
export type Words = Readonly<Record<WordKey, string>>;

/** The names of the values that a text of the catalogue is filled with. */
type PlacesIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlacesIn<Rest>
  : never;
type Values<Key extends WordKey> = PlacesIn<(typeof ENGLISH)[Key]>;

/** Says something of the catalogue in a language; what the text has places for must be given. */
export type Say = <Key extends WordKey>(
  key: Key,
  ...values: [Values<Key>] extends [never] ? [] : [Readonly<Record<Values<Key>, string | number>>]
) => string;

/** Reads the catalogue of one language. */
export function sayingOf(words: Words): Say {
  return (key, ...[values]) =>
    words[key].replace(PLACE, (_place, name: string) => String((values as Record<string, unknown>)[name]));
}

/** A place in a text, such as `{clinic}`. */
export const PLACE = /\{([a-z]+)\}/g;

/** What a region of the body is called; a code of the clinic's own is read as it stands. */
export const regionSaid = (say: Say, code: string): string => codeSaid(say, 'region', code);

/** What a goal is about, such as a task or a movement: in the reader's words where the catalogue knows it. */
export const whatSaid = (say: Say, code: string): string => codeSaid(say, 'what', code);

type Named<Kind extends string> = Extract<WordKey, `${Kind}.${string}`>;

function codeSaid<Kind extends 'region' | 'what'>(say: Say, kind: Kind, code: string): string {
  const key = `${kind}.${code}`;
  return Object.hasOwn(ENGLISH, key) ? say(key as Named<Kind>, ...([] as never)) : code.replaceAll('-', ' ');
}
