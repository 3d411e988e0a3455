/** The owner's report: charts beside each other where there is room, tables that scroll rather than break numbers. */
export const REPORT_STYLES = `.charts { display: grid; gap: 1rem; }
.charts .chart { margin: 0; min-width: 0; }
.part td { white-space: nowrap; }
.notes { color: var(--muted); font-size: .9375rem; padding-left: 1.25rem; }
.filters .field { flex: 0 1 12rem; min-width: 9.5rem; }
@media (min-width: 64rem) { .charts { grid-template-columns: repeat(auto-fit, minmax(28rem, max-content)); } }`;
