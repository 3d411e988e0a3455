import type { PlanDocument, PlannedDesign } from '../../privacy/differential-privacy/plan/plan-document.ts';
import type { PlannedTable } from '../../privacy/threshold/threshold-plan.ts';
import { counted } from '../../reports/words/listed.ts';
import { NOTHING, percent } from '../../reports/words/number-text.ts';
import { inWords } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';
import { spaced } from '../parts/goal-words.ts';
import { cellName, thresholdPlanOf } from './threshold-plan-rows.ts';

export type ReleasePlanPage = {
  programme: string;
  clients: number | undefined;
  agreed?: PlannedDesign;
  /** Of a programme by threshold, in place of the others. */
  byThreshold?: PlannedTable;
  document?: PlanDocument;
};

type Row = PlannedDesign['releases'][number]['rows'][number];

/** What a programme's releases would tell of so many clients: its own design row by row, its promise, the other designs. */
export function releasePlanPage({
  programme,
  clients,
  agreed,
  byThreshold,
  document,
}: ReleasePlanPage): Html {
  const form = html`<form method="get" action="/releases/plan" class="filters">
<p class="field"><label for="clients">Consenting clients of all clinics in a quarter</label><input id="clients" name="clients" inputmode="numeric" value="${clients ?? ''}"></p>
<p><button>Plan</button></p>
</form>`;
  if (byThreshold) return thresholdPlanOf(programme, byThreshold, form);
  if (!agreed || !document) {
    return html`<p class="lead">How many consenting clients do all clinics of <span class="code">${programme}</span> count in a quarter? Nobody's data are looked at.</p>
${form}`;
  }
  const [main] = agreed.releases;
  return html`<p class="lead">${findings(agreed)}</p>
${form}
<p>By what <span class="code">${programme}</span> has agreed. The noise is exact; who comes is assumed, and said apart. Nobody's data are looked at.</p>
${agreed.releases.map((release, at) => rowsTable(`A ${release.length}, ${counted(release.clients, 'client')}`, release.rows, `one-${at}`))}
${main && rowsTable(`The pooled edition of ${counted(main.pooled.periods, main.length)}, clients of each added up`, main.pooled.rows, 'pooled')}
<section aria-labelledby="promise"><h2 id="promise">What is promised to a client</h2>
${promise(agreed)}
</section>
<section aria-labelledby="designs"><h2 id="designs">Other designs</h2>
<p>All of them spend the same of a client over his lifetime. With so many clients a programme has <span class="code">${document.usualDesign}</span> unless it says otherwise.</p>
${designTable(document)}
</section>
<section aria-labelledby="assumed"><h2 id="assumed">What is assumed</h2>
${assumed(document)}
</section>`;
}

function findings({ techniquesGiven, techniquesGivenPooled, techniquesOf, releases }: PlannedDesign): string {
  const [{ length, pooled }] = releases as [PlannedDesign['releases'][number]];
  if (techniquesOf === 0) return 'It asks nothing of techniques alone.';
  return `Of ${counted(techniquesOf, 'technique')} about ${techniquesGiven} would be given in a ${length}, and about ${techniquesGivenPooled} in the pooled edition of ${counted(pooled.periods, length)}.`;
}

function rowsTable(caption: string, rows: readonly Row[], id: string): Html {
  return html`<section aria-label="${caption}" id="rows-${id}">${dataTable({
    caption,
    columns: [
      { heading: 'Row' },
      { heading: 'Clients', numeric: true },
      { heading: 'Chance to be given', numeric: true },
      { heading: 'Clients that would do', numeric: true },
      { heading: 'Mean, points', numeric: true },
      { heading: 'of noise alone', numeric: true },
      { heading: 'of who comes alone', numeric: true },
      { heading: 'Share', numeric: true },
    ],
    rows: rows.map((row) => [
      rowName(row),
      `${row.clients} ± ${row.clientsNoise}`,
      percent(row.given),
      row.clientsEnough ?? 'never',
      ...[row.meanHalfWidth?.together, row.meanHalfWidth?.noise, row.meanHalfWidth?.sampling].map(plusMinus),
      row.shareHalfWidth.together === null ? NOTHING : `±${percent(row.shareHalfWidth.together)}`,
    ]),
  })}</section>`;
}

const rowName = (row: Row) =>
  row.family === 'recovery' ? `Recovery, ${inWords(row.technique)}` : cellName(row);

function designTable({ designs }: PlanDocument): Html {
  return dataTable({
    caption: 'Techniques that each design would give, as expected',
    columns: [
      { heading: 'Design' },
      { heading: 'Clients', numeric: true },
      { heading: 'Given', numeric: true },
      { heading: 'within 0.7 points', numeric: true },
      { heading: 'Pooled', numeric: true },
      { heading: 'A client counts in at most', numeric: true },
    ],
    rows: designs.map(({ design, period, releases, promise: { periodsPerClient }, ...of }) => [
      html`<span class="code">${design}</span>`,
      releases[0]!.clients,
      `${of.techniquesGiven} of ${of.techniquesOf}`,
      String(of.techniquesGivenWithin07Points),
      `${of.techniquesGivenPooled} of ${of.techniquesOf}`,
      counted(periodsPerClient, period === 'quarter-and-year' ? 'year' : spaced(period)),
    ]),
  });
}

function promise({ promise: { periodsPerClient, lifetime }, releases }: PlannedDesign): Html {
  const found = lifetime.membershipTest?.mostFoundAt1PercentFalseAlarms;
  return html`<p>${
    found !== undefined &&
    `Whatever all releases together say, a test for whether somebody is in them that is wrong about 1 in 100 others finds at most ${(100 * found).toFixed(1)} % of those who are, even if it knows every other client. `
  }That is rho ${lifetime.rho}, epsilon ${lifetime.epsilon} at delta ${lifetime.delta}, over a client's lifetime: ${releases.map(({ length, promise: each }) => `rho ${each.rho} a ${length}`).join(' and ')}, in ${counted(periodsPerClient, releases[0]!.length)} at most. A correction would come on top, from what is set aside for it.</p>`;
}

function assumed({
  assumed: { clientsInPeriodPerClientOfAQuarter: per, meanImprovement },
}: PlanDocument): Html {
  return html`<p>${per['half-year']} times as many clients in a half-year as in a quarter and ${per.year} times in a year, since some come back; a mean improvement of ${meanImprovement} points, the same everywhere; techniques and complaints as in the bundled sample. With other clients the rows are others; the noise and the promise are not.</p>
<p class="detail">On the command line other mixes can be tried: <span class="code">npm run release:plan -- --clients 300 --techniques deep-tissue=40,sports=10</span></p>`;
}

function plusMinus(value: number | null | undefined): string {
  return value === null || value === undefined ? NOTHING : `±${value}`;
}
