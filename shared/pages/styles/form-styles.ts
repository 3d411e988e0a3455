/** Forms: every target at least 44 px high, the journal's answers larger still. */
export const FORM_STYLES = `label, legend { font-weight: 600; }
.field { display: grid; gap: .25rem; margin: 0 0 1rem; max-width: 24rem; }
.hint { color: var(--muted); font-size: .875rem; font-weight: 400; }
.error { color: var(--bad); font-weight: 600; }
input[type=text], input[type=email], input[type=month], input[type=date], input[type=time], select, textarea {
  font: inherit; color: inherit; background: var(--ground); width: 100%; min-height: 2.75rem;
  padding: .375rem .625rem; border: 1px solid var(--edge); border-radius: .375rem;
}
input[type=file] { font: inherit; color: inherit; min-height: 2.75rem; width: 100%; min-width: 0; }
input[type=file]::file-selector-button { font: inherit; min-height: 2.25rem; }
button, .button {
  font: inherit; font-weight: 600; min-height: 2.75rem; padding: .375rem 1.25rem; border-radius: .375rem;
  border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer;
  display: inline-flex; align-items: center; text-decoration: none;
}
[hidden] { display: none !important; }
button[aria-pressed=true] { outline: 3px solid var(--accent); outline-offset: -3px; font-weight: 600; }
button.quiet, .button.quiet { background: transparent; color: var(--accent); border-color: var(--edge); font-weight: 400; padding: .25rem .75rem; min-height: 2.25rem; }
.filters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 0 0 1rem; }
.filters p { margin: 0; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; min-width: 0; }
legend { padding: 0; margin: 0 0 .375rem; font-size: 1.1rem; }
.scale { display: grid; grid-template-columns: repeat(auto-fill, minmax(max(2.5rem, (100% - 1.9rem) / 6), 1fr)); gap: .375rem; max-width: 36rem; }
.scale .whole, .choices .whole { grid-column: 1 / -1; }
.scale label, .choices label { position: relative; display: grid; place-items: center; min-height: 3rem; font-weight: 600; }
.scale input, .choices input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.scale span, .choices span {
  display: grid; place-items: center; text-align: center; width: 100%; height: 100%; padding: .375rem;
  border: 1px solid var(--edge); border-radius: .375rem; background: var(--raised);
}
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(8rem, 100%), 1fr)); gap: .375rem; max-width: 36rem; margin: 0 0 .75rem; }
.at-once { display: flex; flex-wrap: wrap; align-items: center; gap: .375rem; margin: .375rem 0 0; }
.at-once button { min-width: 2.75rem; justify-content: center; }
.at-once .hint { flex-basis: 100%; margin: 0; }
.choices button, button.wide { justify-content: center; min-height: 3.25rem; }
button.wide { width: 100%; max-width: 36rem; }
.field.wide { max-width: 48rem; }
.scale input:checked + span, .choices input:checked + span { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
.scale input:focus-visible + span, .choices input:focus-visible + span { outline: 3px solid var(--focus); outline-offset: 2px; }
.ends { display: block; color: var(--muted); font-size: .875rem; font-weight: 400; }
fieldset:focus { outline: none; }
.scale.unasked { grid-template-columns: max-content; margin-top: .375rem; }
.scale.unasked span { padding: .375rem 1rem; font-weight: 400; }
.scale.unasked input:checked + span { background: transparent; color: var(--muted); border-color: var(--muted); border-width: 2px; }
.row { display: flex; flex-wrap: wrap; gap: 0 .75rem; align-items: end; }
.row .field { flex: 1 1 7rem; max-width: 14rem; }
.row .field:has(.error) { flex-basis: 100%; max-width: none; }
.chips { display: flex; flex-wrap: wrap; gap: .375rem; }
.chips button.quiet { min-height: 2.75rem; }
.chip { position: relative; display: inline-grid; min-height: 2.75rem; min-width: 2.75rem; }
.chip input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.chip span { display: grid; place-items: center; padding: .375rem 1rem; border: 1px solid var(--edge); border-radius: 1.375rem; background: var(--raised); }
.chip input:checked + span { background: var(--accent); color: var(--on-accent); border-color: var(--accent); }
.chip input:focus-visible + span { outline: 3px solid var(--focus); outline-offset: 2px; }
.technique { margin: 0 0 .5rem; }
.technique.again { border-top: 1px solid var(--edge); padding-top: .5rem; }
.technique .row { margin: .375rem 0 0; }
@supports selector(:has(*)) { .technique:not(.again):not(:has(input:checked)) .row { display: none; } }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.errors { border: 2px solid var(--bad); border-radius: .375rem; padding: .5rem 1rem; margin: 0 0 1rem; max-width: 48rem; }
.errors ul { margin: 0; }
textarea { display: block; resize: vertical; }
.boxes { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); }
.choice { display: flex; align-items: center; gap: .5rem; min-height: 2.75rem; max-width: 48rem; padding: .25rem 0; font-weight: 400; }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin: 0 0 1rem; }
@media (min-width: 36rem) { .scale { grid-template-columns: repeat(auto-fill, minmax(max(2.5rem, (100% - 3.8rem) / 11), 1fr)); } }
@media (forced-colors: active) {
  .scale input:checked + span, .choices input:checked + span, .chip input:checked + span { outline: 3px solid Highlight; }
}`;
