import {
  type PDFDocument,
  PDFHexString,
  PDFName,
  PDFOperator,
  PDFOperatorNames,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib';

/** The standard structure types (ISO 32000-1, 14.8.4) that a report is made of. */
export type StructureType =
  | 'Document'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure';

export type ElementDetails = {
  /** What stands for an element that cannot be seen. */
  alternative?: string;
  /** Which cells a header names. */
  scope?: 'Row' | 'Column';
  /** Where on the page an element lies that is no text: left, bottom, right, top, in points. */
  box?: readonly [number, number, number, number];
};

type Element = {
  type: StructureType;
  details: ElementDetails;
  parts: (Element | { page: PDFPage; mark: number })[];
};

/**
 * The logical structure of a document (ISO 32000-1, 14.7): what is a heading, a table's cell, a figure and what it
 * shows, in the order of reading, so that a screen reader says more than words in a row. What is drawn belongs to the
 * innermost open element, or to none and is then an artifact: a rule, a page's foot.
 */
export class PdfStructure {
  private readonly root: Element = { type: 'Document', details: {}, parts: [] };
  private readonly open: Element[] = [this.root];
  /** By page, the element of each mark: a mark's number is its place. */
  private readonly marked = new Map<PDFPage, Element[]>();
  private isMarking = false;

  /** Opens an element in the innermost open one, for as long as the body runs. */
  within(type: StructureType, body: () => void, details: ElementDetails = {}): void {
    if (this.isMarking) {
      body(); // a figure and an artifact are each one thing, whatever they are drawn with
      return;
    }
    const element: Element = { type, details, parts: [] };
    this.open.at(-1)!.parts.push(element);
    this.open.push(element);
    body();
    this.open.pop();
  }

  /** Draws on a page what belongs to the innermost open element; what is drawn inside of that belongs to it as well. */
  mark(page: PDFPage, draw: () => void): void {
    const element = this.open.at(-1)!;
    if (this.isMarking) {
      draw();
      return;
    }
    const elements = this.marked.get(page) ?? [];
    this.marked.set(page, elements);
    const mark = elements.push(element) - 1;
    element.parts.push({ page, mark });
    this.bracket(page, element.type, { MCID: mark }, draw);
  }

  /** Draws what nobody has to hear. */
  artifact(page: PDFPage, draw: () => void): void {
    if (this.isMarking) draw();
    else this.bracket(page, 'Artifact', {}, draw);
  }

  private bracket(page: PDFPage, tag: string, properties: Record<string, number>, draw: () => void): void {
    this.isMarking = true;
    const begin = [PDFName.of(tag), page.doc.context.obj(properties).toString()];
    page.pushOperators(PDFOperator.of(PDFOperatorNames.BeginMarkedContentSequence, begin));
    draw();
    page.pushOperators(PDFOperator.of(PDFOperatorNames.EndMarkedContent));
    this.isMarking = false;
  }

  /** Writes the tree into the document, and by page which element each mark belongs to. */
  write(document: PDFDocument): void {
    const { context, catalog } = document;
    const root = context.nextRef();
    const references = new Map<Element, PDFRef>();
    const top = this.writeElement(document, this.root, root, references);
    const pages = [...this.marked].flatMap(([page, elements], index) => {
      page.node.set(PDFName.of('StructParents'), context.obj(index));
      page.node.set(PDFName.of('Tabs'), PDFName.of('S'));
      return [index, context.register(context.obj(elements.map((element) => references.get(element)!)))];
    });
    const tree = { Type: 'StructTreeRoot', K: top, ParentTreeNextKey: this.marked.size };
    context.assign(
      root,
      context.obj({ ...tree, ParentTree: context.register(context.obj({ Nums: pages })) }),
    );
    catalog.set(PDFName.of('StructTreeRoot'), root);
    catalog.set(PDFName.of('MarkInfo'), context.obj({ Marked: true }));
  }

  private writeElement(
    document: PDFDocument,
    element: Element,
    parent: PDFRef,
    references: Map<Element, PDFRef>,
  ): PDFRef {
    const { context } = document;
    const own = context.nextRef();
    references.set(element, own);
    const parts = element.parts.map((part) =>
      'mark' in part
        ? context.obj({ Type: 'MCR', Pg: part.page.ref, MCID: part.mark })
        : this.writeElement(document, part, own, references),
    );
    const { alternative, scope, box } = element.details;
    context.assign(
      own,
      context.obj({
        ...{ Type: 'StructElem', S: element.type, P: parent, K: parts },
        ...(alternative !== undefined && { Alt: PDFHexString.fromText(alternative) }),
        ...(scope && { A: { O: 'Table', Scope: scope } }),
        ...(box && { A: { O: 'Layout', BBox: [...box], Placement: 'Block' } }),
      }),
    );
    return own;
  }
}
