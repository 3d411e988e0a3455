import type { Refusal } from '../refusal.ts';
import { exactNumber } from '../values/exact-number.ts';

/**
 * What the text of a cell stands for. A cell is never empty here: empty means absent. Text that is not
 * exactly what its column holds stays text, so that the schema refuses it with the field's own sentence.
 * Blanks are part of the text and never trimmed: " 7" is not a number.
 *
 * @param path the field, for problems
 * @param problems where a reader puts what no schema could say
 */
export type CellReader = (text: string, path: string, problems: Refusal[]) => unknown;

export const readText: CellReader = (text) => text;

/** Plain decimal text becomes a number; "7/10", "+7", "1e3", "07" and " 7" stay text. */
export const readNumber: CellReader = (text) => exactNumber(text) ?? text;

export const readBoolean: CellReader = (text) => (text === 'true' ? true : text === 'false' ? false : text);

export const readList: CellReader = (text) => text.split(';');

const TECHNIQUE = /^([^:@/=]+)(?:=([^:@/=]+))?:([^:@/]+)(?:@([^:@/]+))?(?:\/([^:@/]+))?$/;
const describeTechnique =
  'expected technique[=own]:minutes[@bodyRegion][/pressure], such as "deep-tissue:45@low-back/firm", with ";" only between two of them';

/** `deep-tissue:45@low-back/firm;trigger-point-therapy:20`; of a technique of the clinic's own `other=hot-stone:30`. */
export const readTechniques: CellReader = (text, path, problems) =>
  readEntries(
    text,
    path,
    problems,
    TECHNIQUE,
    describeTechnique,
    ([technique, own, minutes, bodyRegion, pressure]) => ({
      technique,
      ...(own && { own }),
      minutes: numberOrText(minutes),
      ...(bodyRegion && { bodyRegion }),
      ...(pressure && { pressure }),
    }),
  );

const MOVEMENT = /^([^:@>]+)(?:@([^:@>]+))?:([^:@>]*)>([^:@>]*)$/;
const describeMovement =
  'expected movement[@side]:before>after, such as "shoulder-flexion@left:120>135", with ";" only between two of them';

/** `shoulder-flexion@left:120>135`; a side of `>` that is empty was not measured. */
export const readRangeOfMotion: CellReader = (text, path, problems) =>
  readEntries(text, path, problems, MOVEMENT, describeMovement, ([movement, side, before, after]) => ({
    movement,
    ...(side && { side }),
    ...(before && { before: numberOrText(before) }),
    ...(after && { after: numberOrText(after) }),
  }));

function readEntries(
  text: string,
  path: string,
  problems: Refusal[],
  form: RegExp,
  message: string,
  toEntry: (parts: (string | undefined)[]) => object,
): object[] {
  const entries: object[] = [];
  for (const [index, part] of text.split(';').entries()) {
    const match = form.exec(part);
    if (match) entries.push(toEntry(match.slice(1)));
    else problems.push({ code: 'malformed-cell', path: `${path}[${index}]`, message });
  }
  return entries;
}

function numberOrText(text: string | undefined): number | string | undefined {
  return text === undefined ? undefined : (exactNumber(text) ?? text);
}
