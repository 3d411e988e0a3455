import type { FirstRow } from './header-line.ts';

/**
 * The texts of a header with those of a line above it that groups its columns, as cells that were merged over several columns are
 * saved in CSV: the text in the first of them and nothing in the others, or the same text in each. `Before,,After,` over
 * `Pain,Soreness,Pain,Soreness` makes `Before Pain`, `Before Soreness`, `After Pain` and `After Soreness`.
 *
 * A line counts as one only where it is needed, since names come twice without it and never with it, or where it repeats each of its
 * texts side by side: a title, or a date of a report, is no group.
 *
 * @returns the texts of the header as they are, where no line groups them
 */
export function groupedHeader(rows: readonly FirstRow[], headerLine: number): readonly string[] {
  const header = rows.find(({ line }) => line === headerLine)?.cells ?? [];
  const above = rows.findLast(({ line, cells }) => line < headerLine && cells.some((cell) => cell.trim()));
  if (!above || above.line !== headerLine - 1) return header;
  const labels = header.map((_, column) => (above.cells[column] ?? '').trim());
  const spread = isRepeated(labels) ? labels : isNeeded(header, labels) ? filledRight(labels) : undefined;
  if (!spread) return header;
  const names = header.map((cell, column) => [spread[column]!, cell.trim()].filter(Boolean).join(' '));
  return areDifferent(names) ? names : header;
}

/** Names come twice, and the line above is more than one title. */
const isNeeded = (header: readonly string[], labels: readonly string[]) =>
  !areDifferent(header) && labels.filter(Boolean).length > 1;

/** Every column has a text above it, each text side by side, and some over several. */
function isRepeated(labels: readonly string[]): boolean {
  const runs = labels.filter((label, column) => label !== labels[column - 1]);
  return labels.every(Boolean) && runs.length > 1 && runs.length < labels.length && areDifferent(runs);
}

function filledRight(labels: readonly string[]): string[] {
  let last = '';
  return labels.map((label) => {
    last = label || last;
    return last;
  });
}

function areDifferent(texts: readonly string[]): boolean {
  const named = texts.map((text) => text.trim().toLowerCase()).filter(Boolean);
  return new Set(named).size === named.length;
}
