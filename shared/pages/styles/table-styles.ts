/** A table that is wider than its screen scrolls; a shadow at its edge says that there is more. */
export const TABLE_STYLES = `.scroll { position: relative;
  overflow-x: auto; margin: 0 0 1rem;
  background:
    linear-gradient(to right, var(--ground) 1rem, transparent) left / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--ground) 1rem, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(to right, var(--edge), transparent) left / .75rem 100% no-repeat scroll,
    linear-gradient(to left, var(--edge), transparent) right / .75rem 100% no-repeat scroll;
}
table { border-collapse: collapse; font-size: .9375rem; }
caption { text-align: left; color: var(--muted); padding: 0 0 .375rem; font-size: .875rem; }
caption span { display: inline-block; max-width: min(70ch, calc(100vw - 2rem)); }
th, td { text-align: left; vertical-align: top; padding: .375rem .625rem .375rem 0; border-bottom: 1px solid var(--line); }
thead th { vertical-align: bottom; border-bottom-color: var(--edge); font-size: .875rem; }
tbody th { font-weight: 600; }
.scroll:not(.stacked) > table > * > tr > th:first-child { position: sticky; left: 0; z-index: 1; max-width: 40vw; overflow-wrap: break-word; background: var(--ground); }
.scroll > table > caption span { position: sticky; left: 0; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
thead .number { white-space: normal; }
table .code { overflow-wrap: break-word; }
.date { white-space: nowrap; }
.checksum { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .75rem; }
.checksum, .citation { overflow-wrap: anywhere; }
.detail { color: var(--muted); font-weight: 400; font-size: .875rem; }
@media (max-width: 30rem) {
  table { font-size: .875rem; }
  .stacked table, .stacked caption, .stacked tbody { display: block; }
  .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stacked tr { display: grid; grid-template-columns: 1fr auto; column-gap: .75rem; border-bottom: 1px solid var(--line); padding: .375rem 0; }
  .stacked th, .stacked td { border: 0; padding: 0; }
  .stacked tbody th { grid-row: 1 / 3; }
  .stacked td[data-heading] { text-align: right; grid-column: 2; }
  .stacked td[data-heading]::before { content: attr(data-heading) ": "; color: var(--muted); }
  .stacked .sentences { grid-column: 1 / -1; grid-row: 3; padding-top: .25rem; }
  .lines tr, .lines th, .lines td { display: block; }
  .lines td[data-heading] { text-align: left; overflow-wrap: anywhere; }
  .lines td.number { display: inline-block; margin-right: .75rem; white-space: normal; }
}`;
