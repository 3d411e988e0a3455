import type { SvgElement } from '../../reports/charts/svg-element.ts';
import { escapeText } from '../frame/html.ts';

/** A drawing as SVG text: the same tree gives the same bytes. Text and attributes are escaped. */
export function svgText({ tagName, attributes, children, textContent }: SvgElement): string {
  const names = [...attributes].map(([name, value]) => ` ${name}="${escapeText(value)}"`).join('');
  const content = children.length > 0 ? children.map(svgText).join('') : escapeText(textContent);
  return content === '' ? `<${tagName}${names}/>` : `<${tagName}${names}>${content}</${tagName}>`;
}
