/** Charts take their colours from here by class or by var(): one drawing for both schemes. */
export const CHART_STYLES = `.chart { margin: 0 0 1.5rem; }
.chart figcaption { margin: 0 0 .5rem; max-width: 70ch; }
.chart .drawing { overflow-x: auto; }
.chart svg { display: block; max-width: 100%; height: auto; font-family: inherit; color: var(--text); }
.chart svg text { paint-order: stroke; stroke: var(--ground); stroke-width: 3px; stroke-linejoin: round; }
.chart .ink-1 { color: var(--series-1); }
.chart .ink-2 { color: var(--series-2); }
.chart .signal { color: var(--bad); }
.chart .muted { color: var(--muted); }
.chart .edge { color: var(--edge); }
.chart .grid { color: var(--grid); }
.chart .band { color: var(--band); }
summary { cursor: pointer; display: list-item; min-height: 1.75rem; padding: .125rem 0; color: var(--accent); }
details > :not(summary) { margin-top: .5rem; }`;
