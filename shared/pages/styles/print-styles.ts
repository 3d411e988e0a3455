/** On paper: no navigation, dark on white whatever the screen shows, and what is folded away unfolded. */
export const PRINT_STYLES = `@media print {
  :root {
    color-scheme: light;
    --ground: #ffffff; --raised: #ffffff; --text: #000000; --muted: #444444; --line: #bbbbbb; --edge: #777777;
    --accent: #000000; --good: #17663a; --warn: #7d4e00; --bad: #a32116;
    --series-1: #0a6aa8; --series-2: #b04a00; --series-3: #0b7a5c; --series-4: #8e4377;
    --band: #d6e6f1; --grid: #dddddd;
  }
  .skip, .top nav, footer form, .filters, .change, .more, .back, button, .button { display: none; }
  body { font-size: 10.5pt; }
  main, .top, footer { max-width: none; padding: 0; }
  figure, tr, .card { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .scroll, .chart .drawing { overflow: visible; }
  details::details-content { content-visibility: visible; height: auto; }
}`;
