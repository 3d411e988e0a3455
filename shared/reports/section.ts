import { paragraph } from './text-table.ts';

/** Marks an interval that treats sessions as those of different clients where some may have come again. */
export const REPEATS_MARK = '*';

const REPEATS_LINE = `${REPEATS_MARK} treats sessions of one client as independent: too narrow where clients come more than once.`;

/**
 * A table under its title, with what has to be known to read it directly below. The meaning of the mark
 * for repeated sessions is added where the table bears it.
 *
 * @param below one sentence or more each; broken to the widest line
 */
export function section(title: string, table: string, below: readonly string[] = []): string {
  const marked = table.includes(REPEATS_MARK) ? [REPEATS_LINE] : [];
  const lines = [...marked, ...below].map((line) => paragraph(line, '  '));
  return [title, table, ...lines].join('\n');
}
