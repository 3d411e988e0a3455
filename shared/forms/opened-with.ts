import * as z from 'zod';

/** The field in which a form carries what stood in it when it was opened. */
export const OPENED_WITH = 'openedWith';

/** What stands in the fields of a form, by their names. */
export type FormTexts = Readonly<Record<string, string>>;

const textsSchema = z.record(z.string(), z.string());

/** What a form says that stood in it; undefined of one that does not say it. */
export function openedWith(fields: FormTexts): FormTexts | undefined {
  const text = fields[OPENED_WITH];
  if (text === undefined) return undefined;
  try {
    return textsSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/**
 * What a form asks for that was open while others have changed the same: what was left alone in it stays as it is held
 * now. What both have changed, each to something else, is disputed.
 *
 * @param opened undefined where the form does not say it: all that it holds is asked for
 * @example changedTexts({ a: '1', b: '1' }, { a: '2', b: '1' }, { a: '1', b: '3' }) // { wanted: { a: '2', b: '3' }, disputed: [] }
 */
export function changedTexts(
  opened: FormTexts | undefined,
  held: FormTexts,
  typed: FormTexts,
): { wanted: Record<string, string>; disputed: string[] } {
  const isLeftAlone = (name: string) => opened !== undefined && typed[name] === opened[name];
  const isDisputed = (name: string) =>
    opened !== undefined && !isLeftAlone(name) && held[name] !== opened[name] && held[name] !== typed[name];
  const names = Object.keys(typed);
  const wanted = names.map((name) => [name, isLeftAlone(name) ? (held[name] ?? '') : typed[name]!] as const);
  return { wanted: Object.fromEntries(wanted), disputed: names.filter(isDisputed) };
}
