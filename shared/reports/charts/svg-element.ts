export const SVG_NAMESPACE = 'http://www.w3.org/2000/svg';

/**
 * As much of the DOM as Plot needs to draw: elements with attributes, children and text. A drawing is such a
 * tree, so that what writes it (as SVG text, into a PDF) walks it and nothing has to be parsed again.
 */
export class SvgElement {
  readonly namespaceURI = SVG_NAMESPACE;
  readonly tagName: string;
  readonly ownerDocument: SvgDocument;
  readonly attributes = new Map<string, string>();
  readonly children: SvgElement[] = [];
  parentNode: SvgElement | null = null;
  /** Text of a leaf; elements have text or children, never both. */
  textContent = '';

  constructor(tagName: string, ownerDocument: SvgDocument) {
    this.tagName = tagName;
    this.ownerDocument = ownerDocument;
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }
  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  appendChild(child: SvgElement): SvgElement {
    return this.insertBefore(child, null);
  }
  insertBefore(child: SvgElement, before: SvgElement | null): SvgElement {
    child.remove();
    const index = before === null ? this.children.length : this.children.indexOf(before);
    this.children.splice(index, 0, child);
    child.parentNode = this;
    return child;
  }
  remove(): void {
    const siblings = this.parentNode?.children;
    siblings?.splice(siblings.indexOf(this), 1);
    this.parentNode = null;
  }
}

/** Makes elements; the root only says in which namespace. */
export class SvgDocument {
  readonly documentElement: SvgElement = new SvgElement('svg', this);

  createElementNS(_namespace: string, tagName: string): SvgElement {
    return new SvgElement(tagName, this);
  }
}
