/** What has notes: a row of a table, by the name that stands in it. */
export type Noted = { name: string; notes: readonly string[] };

/** Of intervals that no table shows. */
const OF_INTERVALS = /treat(ed)? .*as independent|upper limit does not fall to one half/;

/**
 * Why values of a table are missing: every reason once, with the rows that it holds for.
 *
 * @param shown what the table shows, by its path in the notes, and what readers know it as ('' is all of a row)
 * @returns such as `relaxation, other: no session has both scores.`
 */
export function reasonLines(rows: readonly Noted[], shown: Readonly<Record<string, string>>): string[] {
  const names = new Map<string, string[]>();
  for (const { name, notes } of rows) {
    for (const reason of new Set(notes.flatMap((note) => shownReason(note, shown)))) {
      names.set(reason, [...(names.get(reason) ?? []), name]);
    }
  }
  return [...names].map(([reason, of]) => {
    const whom = of.length === rows.length && of.length > 1 ? 'All' : of.join(', ');
    return `${whom}: ${reason}.`;
  });
}

/** The reason of a note that begins with the path of something shown. */
function shownReason(note: string, shown: Readonly<Record<string, string>>): string[] {
  const colon = note.indexOf(': ');
  const reason = note.slice(colon + 2);
  if (colon < 0 || OF_INTERVALS.test(reason)) return [];
  const paths = note.slice(0, colon).split(', ');
  const path = paths.find((each) => Object.hasOwn(shown, each));
  if (path === undefined) return [];
  const label = shown[path];
  return [label ? `${label}: ${reason}` : reason];
}
