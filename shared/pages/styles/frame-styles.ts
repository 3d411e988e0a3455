/** Page frame, text and what stands in it. Written for 360 px first; wider screens get what they have room for. */
export const FRAME_STYLES = `*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0;
  background: var(--ground);
  color: var(--text);
  font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
}
main, .top, footer { max-width: 75rem; margin: 0 auto; padding: 0 1rem; }
main:focus { outline: none; }
h1 { font-size: 1.4rem; line-height: 1.2; margin: .75rem 0 .25rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 .5rem; }
h3 { font-size: 1.05rem; margin: 1.25rem 0 .25rem; }
p, ul, ol, dl { margin: 0 0 .75rem; max-width: 70ch; }
a { color: var(--accent); text-underline-offset: .15em; }
:focus-visible, input[type=date]:focus-within { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: .5rem; top: -4rem; padding: .5rem 1rem; background: var(--ground); z-index: 1; }
.skip:focus { top: .5rem; }
.top {
  display: flex; flex-wrap: wrap; align-items: center; gap: .25rem 1.25rem;
  padding-block: .5rem; border-bottom: 1px solid var(--line);
}
.top p { margin: 0; }
.brand { font-weight: 700; }
.brand a { color: inherit; text-decoration: none; }
.brand a, .top nav a, .who { display: inline-flex; align-items: center; min-height: 2.75rem; }
.top nav ul { display: flex; flex-wrap: wrap; gap: 0 .8rem; list-style: none; margin: 0; padding: 0; }
.top nav a[aria-current] { color: var(--text); font-weight: 600; text-decoration-thickness: 3px; }
.menu { position: relative; }
.menu summary { display: inline-flex; align-items: center; justify-content: center; min-width: 2.75rem; min-height: 2.75rem; cursor: pointer; list-style: none; }
.menu summary::-webkit-details-marker { display: none; }
.top nav .menu ul { position: absolute; right: 0; z-index: 1; flex-direction: column; padding: .25rem 1rem; background: var(--ground); border: 1px solid var(--line); }
footer form { margin: 0; }
.who { gap: .5rem; color: var(--muted); }
footer { margin-top: 3rem; padding-block: 1rem; border-top: 1px solid var(--line); color: var(--muted); font-size: .875rem; }
.lead { font-size: 1.1rem; }
.muted { color: var(--muted); }
.fold { border-top: 1px solid var(--line); }
.fold > summary { padding: .625rem 0; }
.fold h2 { display: inline; font-size: 1.05rem; margin: 0 .25rem 0 0; }
.notice { border-left: 4px solid var(--edge); background: var(--raised); padding: .75rem 1rem; margin: 0 0 1rem; max-width: 75ch; }
.notice > :first-child { margin-top: 0; }
.notice > :last-child { margin-bottom: 0; }
h1 + form, h1 + .notice, h1 + .errors, details + .lead { margin-top: 1rem; }
progress { width: 100%; max-width: 24rem; height: 1rem; accent-color: var(--accent); }
.notice.good { border-color: var(--good); }
.notice.warn { border-color: var(--warn); }
.notice.bad { border-color: var(--bad); }
.status { font-weight: 600; white-space: nowrap; }
.status.good { color: var(--good); }
.status.warn { color: var(--warn); }
.status.bad { color: var(--bad); }
.status.none { color: var(--muted); }
.code { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .9375em; overflow-wrap: anywhere; }
.cards { list-style: none; padding: 0; display: grid; gap: .75rem; max-width: none; }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; }
.card > :first-child { margin-top: 0; }
.card > :last-child { margin-bottom: 0; }
.card:not(li) + .card { margin-top: .75rem; }
.client { font-size: 1.1rem; font-weight: 600; margin-bottom: .5rem; overflow-wrap: anywhere; }
.today { list-style: none; padding: 0; max-width: 48rem; }
.today li { display: grid; grid-template-columns: 3.25rem minmax(0, 1fr) auto; gap: 0 .5rem; align-items: start; padding: .5rem 0; border-bottom: 1px solid var(--line); }
.today .time { font-weight: 600; font-variant-numeric: tabular-nums; padding-top: .125rem; }
.today .whom { overflow-wrap: anywhere; font-weight: 600; }
.today .detail { display: block; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .125rem 1rem; }
dl.facts dt { color: var(--muted); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 47.99rem) {
  h1 { font-size: 1.25rem; margin: .5rem 0 0; }
  .top:has(nav) .brand { display: none; }
  .top { padding-block: 0; }
  .top nav { font-size: .875rem; }
  .top nav ul { gap: 0 .6rem; }
}
@media (min-width: 48rem) {
  h1 { font-size: 1.6rem; margin: 1.25rem 0 .5rem; }
  .top nav ul { gap: 0 1.25rem; }
  .cards { grid-template-columns: repeat(auto-fill, minmax(20rem, 1fr)); }
}`;
