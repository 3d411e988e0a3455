import { PDFDocument, type PDFFont, type PDFPage, StandardFonts } from '@cantoo/pdf-lib';
import { INK, type Rgb } from './pdf-colours.ts';
import { PdfStructure, type StructureType } from './pdf-structure.ts';
import { printable } from './printable.ts';

/** A4 upright, in points. */
const PAGE = { width: 595.28, height: 841.89 };
export const MARGIN = 48;
export const CONTENT_WIDTH = PAGE.width - 2 * MARGIN;
/** What fits on one page from the upper to the lower margin. */
export const CONTENT_HEIGHT = PAGE.height - 2 * MARGIN;
const LINE_SPACING = 1.35;
const FOOTER_SIZE = 8;

export type TextStyle = {
  size: number;
  bold?: boolean;
  colour?: Rgb;
  indent?: number;
  /** What the text is to a screen reader: a paragraph, unless said otherwise. */
  type?: StructureType;
};

/**
 * A document that is written from top to bottom: `y` is how far down the page the next thing begins, in points
 * from the upper edge. Built-in fonts only, so that nothing has to be embedded; text stays text.
 */
export class PdfSheet {
  readonly document: PDFDocument;
  readonly fonts: { regular: PDFFont; bold: PDFFont };
  readonly structure = new PdfStructure();
  page!: PDFPage;
  y = 0;

  private constructor(document: PDFDocument, regular: PDFFont, bold: PDFFont) {
    this.document = document;
    this.fonts = { regular, bold };
    this.newPage();
  }

  /** An empty document. Nothing of when and by what it was made goes in, so the same content gives the same bytes. */
  static async begin(title: string): Promise<PdfSheet> {
    const document = await PDFDocument.create({ updateMetadata: false });
    document.setTitle(title, { showInWindowTitleBar: true });
    document.setLanguage('en');
    const [regular, bold] = await Promise.all(
      [StandardFonts.Helvetica, StandardFonts.HelveticaBold].map((font) => document.embedFont(font)),
    );
    return new PdfSheet(document, regular!, bold!);
  }

  newPage(): void {
    this.page = this.document.addPage([PAGE.width, PAGE.height]);
    this.y = MARGIN;
  }

  /** Goes to the next page unless so much still fits on this one. */
  reserve(height: number): void {
    if (this.y + height > PAGE.height - MARGIN) this.newPage();
  }

  /** From the upper edge to what PDF counts from: the lower one. */
  fromBottom(y: number): number {
    return PAGE.height - y;
  }

  font(bold = false): PDFFont {
    return bold ? this.fonts.bold : this.fonts.regular;
  }

  /** Draws one line with its baseline at `y`, from the left or up to the right of `x`, as part of the open element. */
  line(
    text: string,
    x: number,
    y: number,
    style: TextStyle,
    anchor: 'start' | 'middle' | 'end' = 'start',
  ): void {
    const { size, bold, colour } = style;
    const font = this.font(bold);
    const words = printable(text);
    const width = anchor === 'start' ? 0 : font.widthOfTextAtSize(words, size);
    const left = anchor === 'middle' ? x - width / 2 : anchor === 'end' ? x - width : x;
    const { page } = this;
    this.structure.mark(page, () => {
      page.drawText(words, { x: left, y: this.fromBottom(y), size, font, color: colour ?? INK });
    });
  }

  /** Words broken to lines of a width. */
  wrap(text: string, width: number, { size, bold }: TextStyle): string[] {
    const font = this.font(bold);
    const lines: string[] = [];
    for (const word of printable(text).split(' ')) {
      const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
      if (lines.length > 0 && font.widthOfTextAtSize(longer, size) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  /** A paragraph over the whole width, continued on the next page where it has to be. */
  paragraph(text: string, style: TextStyle): void {
    const { size, indent = 0, type = 'P' } = style;
    this.structure.within(type, () => {
      for (const line of this.wrap(text, CONTENT_WIDTH - indent, style)) {
        this.reserve(size * LINE_SPACING);
        this.line(line, MARGIN + indent, this.y + size, style);
        this.y += size * LINE_SPACING;
      }
    });
    this.y += size * 0.4;
  }

  /** Points of a list, each behind its bullet. */
  list(points: readonly string[], style: TextStyle): void {
    const { size, indent = 0 } = style;
    this.structure.within('L', () => {
      for (const point of points) {
        this.structure.within('LI', () => {
          this.reserve(size * LINE_SPACING);
          this.structure.within('Lbl', () => this.line('\u2022', MARGIN + indent, this.y + size, style));
          this.paragraph(point, { ...style, indent: indent + size * 0.8, type: 'LBody' });
        });
      }
    });
  }

  /** Numbers the pages and ends the document. */
  async end(footer: string): Promise<Uint8Array> {
    const pages = this.document.getPages();
    for (const [index, page] of pages.entries()) {
      this.page = page;
      const y = PAGE.height - MARGIN / 2;
      const number = `Page ${index + 1} of ${pages.length}`;
      this.structure.artifact(page, () => {
        this.line(footer, MARGIN, y, { size: FOOTER_SIZE });
        this.line(number, PAGE.width - MARGIN, y, { size: FOOTER_SIZE }, 'end');
      });
    }
    this.structure.write(this.document);
    return this.document.save();
  }
}
