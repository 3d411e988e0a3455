/** The owner's report: charts beside each other where there is room, tables that scroll rather than break numbers. */
export const REPORT_STYLES = `.part td { white-space: nowrap; }
.part .intervals td { white-space: normal; }
.notes { color: var(--muted); font-size: .9375rem; }
ul.notes { padding-left: 1.25rem; }
.part .scroll + .notes { margin-top: -.5rem; margin-bottom: 1.5rem; }
.filters .field { flex: 0 1 12rem; min-width: 9.5rem; }
.headline { font-size: 1.2rem; line-height: 1.35; font-weight: 600; margin-bottom: .5rem; }
.scope { margin: 0 0 .5rem; color: var(--muted); }
.scope summary { color: inherit; list-style: none; padding: .625rem 0; }
.scope summary::-webkit-details-marker, .sure summary::-webkit-details-marker { display: none; }
.scope .change { color: var(--accent); text-decoration: underline; text-underline-offset: .15em; }
.scope form { color: var(--text); padding: .5rem 0; }
.sure summary { list-style: none; padding: .625rem 0; }
.sure summary::after { content: "\\00A0\\25B8"; }
.sure[open] summary::after { content: "\\00A0\\25BE"; }
.intervals { width: 100%; margin: 0 0 .25rem; table-layout: fixed; }
.intervals caption { font-weight: 600; color: var(--text); font-size: 1rem; }
.intervals th, .intervals td { padding: 0 .5rem 0 0; vertical-align: middle; height: 2.75rem; }
.intervals thead th, .intervals thead td { height: auto; vertical-align: bottom; color: var(--muted); font-weight: 400; border-bottom: 0; }
.intervals thead th:first-child { width: 29%; }
.intervals thead .axis { width: 41%; }
.intervals tbody th { line-height: 1.25; padding-block: .25rem; }
.intervals tbody th .detail { display: block; }
.intervals .axis { padding: 0 .75rem 0 0; }
.intervals .axis svg { display: block; width: 100%; overflow: visible; color: var(--series-1); }
.intervals svg text { fill: var(--muted); font-size: .8125rem; }
.intervals svg line { stroke: currentColor; stroke-width: 3; }
.intervals svg .grid { stroke: var(--grid); stroke-width: 1; }
.intervals svg .edge { stroke: var(--edge); stroke-width: 1; }
.intervals svg .wider { stroke: var(--muted); stroke-width: 1; }
.intervals svg circle { fill: currentColor; }
.estimate { font-variant-numeric: tabular-nums; }
.estimate span { display: block; }
.estimate span:first-child { white-space: nowrap; }
.estimate .detail { line-height: 1.25; padding-bottom: .25rem; }
.rest h2 { margin-top: .75rem; }
.back + .scope { margin-top: -.5rem; }
.withheld { color: var(--muted); }
.more ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.25rem; max-width: none; border-top: 1px solid var(--line); }
.more a, .back a { display: inline-flex; align-items: center; min-height: 2.75rem; }
.back { margin: 0; }
.pictures { display: grid; gap: 1.5rem; margin: 0 0 1rem; }
@media (max-width: 47.99rem) {
  .headline { font-size: 1.1rem; }
  .scope { font-size: .9375rem; margin: 0; }
  .intervals th, .intervals td { padding-right: .375rem; }
  .intervals { font-size: .875rem; }
  .intervals .detail { font-size: .8125rem; }
  .intervals thead th:first-child { width: 33%; }
  .intervals thead .axis { width: 29%; }
}
@media (min-width: 64rem) {
  .answer { display: grid; grid-template-columns: minmax(22rem, 5fr) 7fr; grid-template-rows: auto 1fr; column-gap: 3rem; }
  .answer .headline { font-size: 1.5rem; }
  .answer .picture { grid-column: 2; grid-row: 1 / span 2; }
  .pictures:has(> :nth-child(2)) { grid-template-columns: 1fr 1fr; gap: 3rem; }
}`;
