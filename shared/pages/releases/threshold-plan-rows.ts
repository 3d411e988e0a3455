import type { PlannedTable, PlannedTableRow } from '../../privacy/threshold/threshold-plan.ts';
import { counted } from '../../reports/words/listed.ts';
import { decimal, NOTHING, percent } from '../../reports/words/number-text.ts';
import { inWords, labelOf, techniqueLabel } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';

const ALL = 'all';
/** As likely as not. */
const HALF = 0.5;

/** What a release by threshold would have of so many clients: which rows come to enough, and how coarse their means are. */
export function thresholdPlanOf(
  programme: string,
  { length, clients, rows }: PlannedTable,
  form: Html,
): Html {
  const counts = rows.filter(({ isSum }) => !isSum);
  const likely = counts.filter(({ largeEnough }) => largeEnough! >= HALF).length;
  return html`<p class="lead">Of ${counted(counts.length, 'row')} that a ${length} counts, about ${likely} would be of 11 clients or more.</p>
${form}
<p><span class="code">${programme}</span> publishes by threshold: a row of fewer clients is hidden, and others with it where it could be computed from them. Who comes is assumed; nobody’s data are looked at. How often each row would really be shown, of this and of other designs, <span class="code">npm run release:plan</span> draws.</p>
${dataTable({
  caption: `A ${length}, ${counted(Math.round(clients), 'client')}`,
  columns: [
    { heading: 'Row' },
    { heading: 'Clients', numeric: true },
    { heading: 'Chance of 11 or more', numeric: true },
    { heading: 'Mean rounded by at most, points', numeric: true },
    { heading: 'Mean, by who comes, points', numeric: true },
  ],
  rows: counts.map((row) => [
    cellName(row),
    Math.round(row.clients),
    percent(row.largeEnough ?? null),
    plusMinus(row.meanHalfWidth?.rounding),
    plusMinus(row.meanHalfWidth?.sampling),
  ]),
})}
<p>Sums are of the rows that are shown, and say of about what share of all their clients. Nothing is promised to a client as with noise, and nothing is spent.</p>`;
}

/** What a row of a release is about, by technique and complaint. */
export function cellName({ technique, complaint }: Pick<PlannedTableRow, 'technique' | 'complaint'>): string {
  if (technique === ALL) return complaint === ALL ? 'All clients' : labelOf(complaint);
  return complaint === ALL
    ? techniqueLabel(technique)
    : `${techniqueLabel(technique)}, ${inWords(complaint)}`;
}

function plusMinus(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? NOTHING : `±${decimal(value, 2)}`;
}
