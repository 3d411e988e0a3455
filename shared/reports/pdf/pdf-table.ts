import type { TableSection } from '../tables/section.ts';
import { MUTED, RULE } from './pdf-colours.ts';
import { CONTENT_WIDTH, MARGIN, type PdfSheet, type TextStyle } from './pdf-sheet.ts';

const SIZE = 8;
const LINE = SIZE * 1.3;
const GAP = 8;
/** Below each row. */
const RULE_HEIGHT = 2;
/** Of a table with no more rows than these all stand together. */
const FEW_ROWS = 3;
/** A column is not made narrower than this, in points: room for a word. */
const NARROWEST = 40;

type Cells = readonly string[];

/** Draws a table under its title, with the header again on each page, and what has to be known to read it. */
export function drawTable(sheet: PdfSheet, section: TableSection): void {
  const { title, columns, rows } = section;
  sheet.reserve((6 + (rows.length > FEW_ROWS ? 0 : 2 * rows.length)) * LINE);
  const titled = (type: 'Caption' | 'P') => sheet.paragraph(title, { size: 9, bold: true, type });
  if (rows.length === 0) titled('P');
  else {
    const { structure } = sheet;
    structure.within('Table', () => {
      titled('Caption');
      const header = columns.map((column) => column.header);
      const widths = widthsOf(sheet, header, rows);
      /** The last row goes with the one before it: alone on a page it would be all that is left of a table. */
      const heightOfLast = (index: number) =>
        index === rows.length - 2 ? heightOf(sheet, widths, rows.at(-1)!) + RULE_HEIGHT : 0;
      const row = (cells: Cells, isHeader: boolean) => drawRow(sheet, section, widths, cells, isHeader);
      row(header, true);
      for (const [index, cells] of rows.entries()) {
        const page = sheet.page;
        sheet.reserve(heightOf(sheet, widths, cells) + heightOfLast(index));
        if (sheet.page !== page) structure.artifact(sheet.page, () => row(header, true));
        row(cells, false);
      }
    });
    sheet.y += 4;
  }
  for (const line of section.below) sheet.paragraph(line, { size: SIZE, colour: MUTED });
  sheet.y += 4;
}

/** As wide as the cells ask for; where that is too much, the widest columns give way, and their cells break. */
function widthsOf(sheet: PdfSheet, header: Cells, rows: readonly Cells[]): number[] {
  const natural = header.map((name, index) =>
    Math.max(
      sheet.font(true).widthOfTextAtSize(name, SIZE),
      ...rows.map((cells) => longestLine(sheet, cells[index]!)),
    ),
  );
  const room = CONTENT_WIDTH - GAP * (header.length - 1);
  let widest = Math.max(...natural);
  const total = () => natural.reduce((sum, width) => sum + Math.min(width, widest), 0);
  while (total() > room && widest > NARROWEST) widest -= 1;
  return natural.map((width) => Math.min(width, widest) + 0.1);
}

function longestLine(sheet: PdfSheet, cell: string): number {
  return sheet
    .wrap(cell, Number.POSITIVE_INFINITY, { size: SIZE })
    .reduce((longest, line) => Math.max(longest, sheet.font().widthOfTextAtSize(line, SIZE)), 0);
}

function heightOf(sheet: PdfSheet, widths: readonly number[], cells: Cells, bold = false): number {
  const lines = cells.map((cell, index) => sheet.wrap(cell, widths[index]!, { size: SIZE, bold }).length);
  return Math.max(...lines) * LINE + 3;
}

function drawRow(
  sheet: PdfSheet,
  { columns }: TableSection,
  widths: readonly number[],
  cells: Cells,
  isHeader: boolean,
): void {
  const { structure } = sheet;
  const style: TextStyle = { size: SIZE, bold: isHeader };
  structure.within('TR', () => {
    let x = MARGIN;
    for (const [index, cell] of cells.entries()) {
      const width = widths[index]!;
      const right = columns[index]!.align === 'right';
      const drawCell = () => {
        for (const [line, text] of sheet.wrap(cell, width, style).entries()) {
          sheet.line(
            text,
            right ? x + width : x,
            sheet.y + SIZE + line * LINE,
            style,
            right ? 'end' : 'start',
          );
        }
      };
      if (isHeader) structure.within('TH', drawCell, { scope: 'Column' });
      else if (index === 0) structure.within('TH', drawCell, { scope: 'Row' });
      else structure.within('TD', drawCell);
      x += width + GAP;
    }
  });
  sheet.y += heightOf(sheet, widths, cells, isHeader);
  const y = sheet.fromBottom(sheet.y - 1);
  const end = { x: MARGIN + CONTENT_WIDTH, y };
  const { page } = sheet;
  structure.artifact(page, () => {
    page.drawLine({ start: { x: MARGIN, y }, end, thickness: 0.5, color: RULE });
  });
  sheet.y += RULE_HEIGHT;
}
