import * as z from 'zod';

/**
 * The master secret of a deployment, in all its versions. None is ever taken out: the pseudonyms of a clinic stay those
 * of the version that it was added under.
 */
export type MasterKeys = {
  /** What is sealed now, and who is added now, is under this one. */
  newest: string;
  /** @returns undefined where there is no such version */
  of(version: string): string | undefined;
  /** Whether what was handed out under a version still opens. */
  opens(version: string): boolean;
};

const VERSION = /^[1-9]\d*$/;
const LINKS_FROM = 'linksFrom';

const masterText = z
  .record(z.string(), z.string().min(32))
  .refine((keys) => VERSION.test(newestOf(keys)), 'expected a key by its version, such as "1"');
const schema = z.preprocess(
  (held) => {
    const { [LINKS_FROM]: linksFrom, ...keys } = z.record(z.string(), z.string()).parse(held);
    return { linksFrom, keys };
  },
  z.object({ linksFrom: z.string().regex(VERSION).default('1'), keys: masterText }),
);

/**
 * Reads the master secret as it is kept: a JSON object of keys by version, 1 upwards, and `linksFrom`, the first version
 * whose links still open, where that is not the first of all.
 *
 * @throws ZodError when it is none; it quotes no key
 */
export function masterKeys(text: string): MasterKeys {
  const { keys, linksFrom } = schema.parse(JSON.parse(text));
  const of = (version: string) => (Object.hasOwn(keys, version) ? keys[version] : undefined);
  return {
    newest: newestOf(keys),
    of,
    opens: (version) => of(version) !== undefined && Number(version) >= Number(linksFrom),
  };
}

/**
 * The master secret with one more version, as it is to be kept.
 *
 * @param endLinks true: what was handed out before opens nothing any more
 */
export function withNewMaster(text: string, key: string, endLinks: boolean): string {
  const next = String(Number(masterKeys(text).newest) + 1);
  const held = JSON.parse(text) as Record<string, string>;
  return JSON.stringify({ ...held, [next]: key, ...(endLinks && { [LINKS_FROM]: next }) });
}

function newestOf(keys: Readonly<Record<string, string>>): string {
  const versions = Object.keys(keys);
  if (!versions.every((version) => VERSION.test(version))) return '';
  return versions.reduce((newest, one) => (Number(one) > Number(newest) ? one : newest), '');
}
