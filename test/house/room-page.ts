/** What the page of a room has to say, in this order. */
const PARTS = ['In', 'Out', 'May not know'];

/** A longer page is not read; sections below it are for who looks something up. */
const MOST_LINES = 20;

/**
 * What is wrong with the page of a room: it has a title, a sentence on what the room is for, and then what comes in,
 * what goes out and what the room may not know.
 *
 * @param isThere whether a path of the house leads anywhere
 */
export function faultsOfPage(page: string, isThere: (path: string) => boolean): string[] {
  const lines = page.split(/^## /m)[0]!.trimEnd().split('\n');
  const parts = [...page.matchAll(/^- \*\*(.+?):\*\* \S/gm)].map(([, part]) => part!);
  const purpose = page.split('\n- **')[0]!.split('\n').slice(1).join(' ').trim();
  return [
    ...(/^# \S/.test(lines[0]!) ? [] : ['begins without a title']),
    ...(/\w.*\.$/.test(purpose) ? [] : ['does not say what the room is for']),
    ...(parts.join() === PARTS.join()
      ? []
      : [`has the parts ${parts.join(', ') || 'none'}, not ${PARTS.join(', ')}`]),
    ...(lines.length <= MOST_LINES ? [] : [`has ${lines.length} lines, more than ${MOST_LINES}`]),
    ...pathsIn(page).flatMap((path) => (isThere(path) ? [] : [`names ${path}, which is not there`])),
  ];
}

/** Paths from the root of the house, as pages write them. */
function pathsIn(page: string): string[] {
  return [...page.matchAll(/`((?:shared|functions|infra|docs|test|examples)\/[\w./-]+)`/g)].map(
    ([, path]) => path!,
  );
}
