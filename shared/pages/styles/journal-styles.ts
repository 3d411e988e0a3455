/** The journal's link on a client's page, the card that is handed over, and the languages a client can read. */
export const JOURNAL_STYLES = `.hand-over { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; margin: .5rem 0 1rem; }
.hand-over p { margin: 0; }
.languages ul { justify-content: flex-end; }
.top:has(.languages) { justify-content: flex-end; }
.journal-card { border: 1px solid var(--edge); border-radius: .5rem; padding: 1rem; margin: 1rem 0; max-width: 24rem; text-align: center; }
.journal-card h2 { margin: 0 0 .5rem; }
.journal-card .clinic { font-weight: 700; margin: 0; }
.journal-card .address { font-weight: 700; overflow-wrap: anywhere; }
.journal-card .address span { display: inline-block; }
.journal-card .small { color: var(--muted); font-size: .875rem; margin: 0; }
.qr { display: block; width: 100%; max-width: 16rem; margin: 0 auto .5rem; }
@media print {
  body:has(.journal-card) .top, body:has(.journal-card) h1, body:has(.journal-card) footer, .screen-only { display: none; }
  .journal-card { break-inside: avoid; width: 8.5cm; margin: 0; padding: .5cm; font-size: 10pt; }
  .journal-card .qr { width: 4.5cm; }
}`;
