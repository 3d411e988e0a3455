/** One column of a table on a terminal. */
export type Column = {
  header: string;
  /** Numbers stand to the right, words to the left. */
  align?: 'left' | 'right';
  /** Longer cells go on in the next line; as wide as needed when absent. */
  width?: number;
};

/** Widest line of any report, in characters: fits a terminal and a printed page. */
export const WIDEST_LINE = 100;

const GAP = '  ';

/**
 * A table as lines of text: header, rule, rows. Plain characters only, so that it reads the same on every
 * terminal, in a log and in a mail.
 *
 * @param rows cells in the order of the columns
 */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const wrapped = [columns.map(({ header }) => header), ...rows].map((cells) =>
    columns.map(({ width }, index) => wrapText(cells[index] ?? '', width ?? Number.POSITIVE_INFINITY)),
  );
  const widths = columns.map((_, index) =>
    Math.max(...wrapped.flatMap((cells) => cells[index]!.map((line) => line.length))),
  );
  const [header, ...body] = wrapped.map((cells) => rowLines(columns, widths, cells));
  const rule = widths.map((width) => '-'.repeat(width)).join(GAP);
  return [...header!, rule, ...body.flat()].join('\n');
}

function rowLines(
  columns: readonly Column[],
  widths: readonly number[],
  cells: readonly string[][],
): string[] {
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    columns
      .map(({ align }, index) => {
        const text = cells[index]![line] ?? '';
        return align === 'right' ? text.padStart(widths[index]!) : text.padEnd(widths[index]!);
      })
      .join(GAP)
      .trimEnd(),
  );
}

/** Lines of at most the given width, broken at spaces, else after `:`, `/` or `-`, else anywhere. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = text;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const mark = Math.max(...[':', '/', '-'].map((sign) => rest.lastIndexOf(sign, width - 1)));
    if (space > 0) {
      lines.push(rest.slice(0, space));
      rest = rest.slice(space + 1);
    } else {
      const end = mark > 0 ? mark + 1 : width;
      lines.push(rest.slice(0, end));
      rest = rest.slice(end);
    }
  }
  return [...lines, rest];
}

/** A paragraph whose lines keep to the widest line; those after the first are indented. */
export function paragraph(text: string, indent = ''): string {
  const [first, ...rest] = wrapText(text, WIDEST_LINE - indent.length);
  return [first, ...rest.map((line) => indent + line)].join('\n');
}
