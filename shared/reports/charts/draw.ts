import { type Markish, type PlotOptions, plot } from '@observablehq/plot';
import { SVG_NAMESPACE, SvgDocument, type SvgElement } from './svg-element.ts';

/** A drawing, and what stands for it where it cannot be seen. */
export type Chart = { id: string; title: string; description: string; drawing: SvgElement };

/** Units of a drawing's width: a phone's, so that its text stays readable there; screens enlarge it. */
const WIDTH = 340;
const FONT_SIZE = 11;
/** How much larger than on a phone a chart may get. */
const LARGEST_SCALE = 1.5;

export type Drawing = Omit<PlotOptions, 'document' | 'style' | 'width' | 'height' | 'marks' | 'title'> & {
  /** Unique on the page. */
  id: string;
  title: string;
  description: string;
  height: number;
  marks: readonly Markish[];
};

/**
 * Draws a chart with Plot. Colours are `currentColor` throughout: a mark's class says which one that is, on a
 * page by the stylesheet, in a PDF by its palette. Of Plot's output, the style element goes, as a policy
 * without `unsafe-inline` forbids it.
 *
 * @returns the same tree for the same options
 */
export function draw({ id, title, description, height, marks, ...options }: Drawing): Chart {
  const svg = plot({
    marginLeft: 8,
    marginRight: 8,
    ...options,
    marks: [...marks],
    width: WIDTH,
    height,
    document: new SvgDocument() as never,
  }) as unknown as SvgElement;
  for (const style of svg.children.filter(({ tagName }) => tagName === 'style')) style.remove();
  for (const child of svg.children) {
    dropRoles(child);
    roundPlaces(child);
  }
  for (const name of ['class', 'font-family']) svg.removeAttribute(name);
  svg.setAttribute('xmlns', SVG_NAMESPACE);
  svg.setAttribute('font-size', FONT_SIZE);
  svg.setAttribute('width', WIDTH * LARGEST_SCALE);
  svg.setAttribute('height', height * LARGEST_SCALE);
  name(svg, id, title, description);
  return { id, title, description, drawing: svg };
}

/** The drawing is one image, named as a whole: what Plot says of its parts nobody would hear. */
function dropRoles(element: SvgElement): void {
  for (const attribute of ['aria-label', 'aria-hidden']) element.removeAttribute(attribute);
  element.children.forEach(dropRoles);
}

/** To a tenth of a unit, which nobody sees: a third of a drawing's bytes are digits behind that. */
function roundPlaces(element: SvgElement): void {
  for (const [attribute, value] of element.attributes) {
    if (PLACES.has(attribute)) {
      element.setAttribute(
        attribute,
        value.replace(/\d+\.\d{2,}/g, (digits) => String(Number(Number(digits).toFixed(1)))),
      );
    }
  }
  element.children.forEach(roundPlaces);
}

const PLACES = new Set(['d', 'transform', 'x', 'x1', 'x2', 'y', 'y1', 'y2', 'cx', 'cy', 'width', 'height']);

function name(svg: SvgElement, id: string, title: string, description: string): void {
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', `${id}-title ${id}-desc`);
  for (const [tag, text] of [
    ['desc', description],
    ['title', title],
  ] as const) {
    const element = svg.ownerDocument.createElementNS(SVG_NAMESPACE, tag);
    element.setAttribute('id', `${id}-${tag}`);
    element.textContent = text;
    svg.insertBefore(element, svg.children[0] ?? null);
  }
}
