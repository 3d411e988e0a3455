import { LineCapStyle } from '@cantoo/pdf-lib';
import type { Chart } from '../charts/draw.ts';
import type { SvgElement } from '../charts/svg-element.ts';
import { CLASS_COLOURS, INK, type Rgb } from './pdf-colours.ts';
import { CONTENT_HEIGHT, CONTENT_WIDTH, MARGIN, type PdfSheet } from './pdf-sheet.ts';

/** So that a chart's text is as large as the text around it. */
const LARGEST_SCALE = 0.9;
const FONT_SIZE = 11;

/** What an element draws with: its own attributes, else those of the elements around it. */
type Pen = {
  x: number;
  y: number;
  colour: Rgb;
  fill: boolean;
  stroke: boolean;
  width: number;
  dash: number[];
  anchor: 'start' | 'middle' | 'end';
};

/** Where a drawing's unit square lies on the page. */
type Place = { sheet: PdfSheet; left: number; top: number; scale: number };

/** Draws a chart as shapes and text, one figure; one that is higher than the rest of the page goes to the next. */
export function drawChart(sheet: PdfSheet, { title, description, drawing }: Chart): void {
  const { scale, height } = sizeOf(drawing);
  sheet.reserve(height);
  const pen: Pen = {
    ...{ x: 0, y: 0, colour: INK, fill: true, stroke: false, width: 1, dash: [] },
    anchor: 'middle',
  };
  const lower = sheet.fromBottom(sheet.y + height);
  const box = [MARGIN, lower, MARGIN + CONTENT_WIDTH, lower + height] as const;
  const figure = () => drawElement({ sheet, left: MARGIN, top: sheet.y, scale }, drawing, pen);
  sheet.structure.within('Figure', () => sheet.structure.mark(sheet.page, figure), {
    alternative: `${title}. ${description}`,
    box,
  });
  sheet.y += height + 8;
}

/** How high a chart is on paper, in points. */
export function chartHeight({ drawing }: Chart): number {
  return sizeOf(drawing).height;
}

function sizeOf(drawing: SvgElement): { scale: number; height: number } {
  const units = Number(drawing.getAttribute('viewBox')!.split(' ')[3]);
  const scale = Math.min(LARGEST_SCALE, CONTENT_HEIGHT / units);
  return { scale, height: units * scale };
}

function drawElement(place: Place, element: SvgElement, around: Pen): void {
  const pen = penOf(element, around);
  const path = pathOf(element);
  if (path !== undefined) drawPath(place, path, pen);
  else if (element.tagName === 'text') drawText(place, element, pen);
  else for (const child of element.children) drawElement(place, child, pen);
}

function penOf(element: SvgElement, around: Pen): Pen {
  const [dx, dy] =
    /^translate\(([^,]+),([^)]+)\)$/.exec(element.getAttribute('transform') ?? '')?.slice(1) ?? [];
  const paint = (name: 'fill' | 'stroke') => {
    const value = element.getAttribute(name);
    return value === null ? around[name] : value !== 'none';
  };
  return {
    x: around.x + Number(dx ?? 0),
    y: around.y + Number(dy ?? 0),
    colour: CLASS_COLOURS[element.getAttribute('class') ?? ''] ?? around.colour,
    fill: paint('fill'),
    stroke: paint('stroke'),
    width: Number(element.getAttribute('stroke-width') ?? around.width),
    dash: element.getAttribute('stroke-dasharray')?.split(' ').map(Number) ?? around.dash,
    anchor: (element.getAttribute('text-anchor') as Pen['anchor'] | null) ?? around.anchor,
  };
}

/** The outline of a shape as path data; undefined for what is none. */
function pathOf(element: SvgElement): string | undefined {
  const at = (name: string) => Number(element.getAttribute(name) ?? 0);
  switch (element.tagName) {
    case 'path':
      return element.getAttribute('d') ?? '';
    case 'line':
      return `M${at('x1')},${at('y1')}L${at('x2')},${at('y2')}`;
    case 'rect':
      return `M${at('x')},${at('y')}h${at('width')}v${at('height')}h${-at('width')}Z`;
    case 'circle': {
      const [radius, left] = [at('r'), at('cx') - at('r')];
      const half = `A${radius},${radius},0,1,0,`;
      return `M${left},${at('cy')}${half}${at('cx') + radius},${at('cy')}${half}${left},${at('cy')}Z`;
    }
    default:
      return undefined;
  }
}

function drawPath({ sheet, left, top, scale }: Place, path: string, pen: Pen): void {
  if (path === '' || (!pen.fill && !pen.stroke)) return;
  sheet.page.drawSvgPath(path, {
    x: left + pen.x * scale,
    y: sheet.fromBottom(top + pen.y * scale),
    scale,
    ...(pen.fill && { color: pen.colour }),
    ...(pen.stroke && {
      borderColor: pen.colour,
      borderWidth: pen.width,
      borderDashArray: pen.dash,
      borderLineCap: LineCapStyle.Butt,
    }),
  });
}

function drawText({ sheet, left, top, scale }: Place, element: SvgElement, pen: Pen): void {
  const text = element.textContent;
  if (text === '') return;
  // Plot sets the baseline in em, and in units where it is asked to.
  const down = element.getAttribute('y') ?? '0';
  const y = down.endsWith('em') ? Number.parseFloat(down) * FONT_SIZE : Number(down);
  const x = Number(element.getAttribute('x') ?? 0);
  const style = { size: FONT_SIZE * scale, colour: pen.colour };
  sheet.line(text, left + (pen.x + x) * scale, top + (pen.y + y) * scale, style, pen.anchor);
}
