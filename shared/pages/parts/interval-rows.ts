import { isSaid } from '../../claims/contract.ts';
import {
  type Axis,
  axisOf,
  type IntervalEstimate,
  type IntervalRow,
  type IntervalTable,
} from '../../reports/intervals/interval-table.ts';
import { type RowsAlike, saidOnce } from '../../reports/intervals/said-once.ts';
import { capitalised } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';

/**
 * A table of numbers with a picture in each row: a dot on the line of its interval. Places are shares of the
 * width, so that the picture fills whatever a screen has room for.
 *
 * @param linkOf where a row opens; rows without one are text
 */
export function intervalRows(
  table: IntervalTable,
  linkOf: (code: string) => string | undefined = () => undefined,
): Html {
  const { title, heads } = table;
  const axis = axisOf(table.rows);
  const once = saidOnce(table);
  const head = axis
    ? html`<td class="axis">${axisLine(axis)}</td><th scope="col">${heads[1]}</th>`
    : html`<th scope="col" colspan="2">${heads[1]}</th>`;
  return html`<table class="intervals">
<caption><span>${title}</span></caption>
<thead><tr><th scope="col">${heads[0]}</th>${head}</tr></thead>
<tbody>
${once.rows.map((row) => html`<tr><th scope="row">${nameCell(row, linkOf)}</th>${estimateCells(row.estimate, axis)}</tr>\n`)}${once.alike.map((group) => alikeRow(group, linkOf))}</tbody>
</table>`;
}

/** One reason for many rows; who they are unfolds. */
function alikeRow({ name, withheld, rows }: RowsAlike, linkOf: (code: string) => string | undefined): Html {
  const names = rows.map((row, index) => html`${index > 0 && ', '}${nameCell(row, linkOf)}`);
  return html`<tr><th scope="row">${capitalised(name)}</th><td class="withheld" colspan="2">${withheld} <details><summary>Which<span class="unseen"> are the ${name}</span></summary><p>${names}</p></details></td></tr>\n`;
}

function nameCell({ code, name, of }: IntervalRow, linkOf: (code: string) => string | undefined): Html {
  const link = code === undefined ? undefined : linkOf(code);
  const text = link === undefined ? html`${name}` : html`<a href="${link}">${name}</a>`;
  return of === '' ? text : html`${text} <span class="detail">${of}</span>`;
}

function estimateCells(estimate: IntervalRow['estimate'], axis: Axis | undefined): Html {
  if (!isSaid(estimate) || !axis) {
    return html`<td class="withheld" colspan="2">${isSaid(estimate) ? estimate.text : estimate.withheld}</td>`;
  }
  return html`<td class="axis">${picture(estimate, axis)}</td><td class="estimate"><span>${estimate.text}</span>${estimate.note !== undefined && html` <span class="detail">${estimate.note}</span>`}</td>`;
}

function axisLine(axis: Axis): Html {
  const ticks = axis.ticks.map((tick) => {
    const at = share(tick, axis);
    // At the edges, where half of the number would be cut off, it ends or begins there.
    const anchor = at < 4 ? 'start' : at > 96 ? 'end' : 'middle';
    return html`<text x="${at}%" y="14" text-anchor="${anchor}">${tick}</text>`;
  });
  return html`<svg aria-hidden="true" height="20">${ticks}</svg>`;
}

function picture({ value, interval, wider }: IntervalEstimate, axis: Axis): Html {
  const grid = axis.ticks.map(
    (tick) =>
      html`<line class="${tick === 0 ? 'edge' : 'grid'}" x1="${share(tick, axis)}%" x2="${share(tick, axis)}%" y1="0" y2="100%"/>`,
  );
  const line = ([low, high]: IntervalEstimate['interval'], name: string) =>
    html`<line class="${name}" x1="${share(low, axis)}%" x2="${share(high ?? axis.to, axis)}%" y1="50%" y2="50%"/>`;
  return html`<svg aria-hidden="true" height="44">${grid}${wider && line(wider, 'wider')}${line(interval, 'interval')}<circle cx="${share(value, axis)}%" cy="50%" r="5"/></svg>`;
}

/** Where a number lies on the axis, in percent of its length. */
function share(value: number, { from, to }: Axis): number {
  return Number(((100 * (value - from)) / (to - from)).toFixed(2));
}
