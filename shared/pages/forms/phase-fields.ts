import type { FieldError } from '../../forms/field-errors.ts';
import type { VisitDraft } from '../../forms/visit-draft.ts';
import { PHASES } from '../../records/catalogue.ts';
import { labelOf } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { fieldGroup, hidden, textField } from './field-parts.ts';

/**
 * The minutes of each phase. Where a script runs, a tap as a phase begins ends the one before, and its minutes fill
 * themselves in (visit-script.ts); they can be typed over.
 *
 * @param isTapped of a visit that is over nothing begins any more
 */
export function phaseFields(
  { phases, running }: Pick<VisitDraft, 'phases' | 'running'>,
  isTapped: boolean,
  errors: readonly FieldError[],
): Html {
  const taps = html`<div class="chips" data-taps hidden>${PHASES.map(
    (phase) =>
      html`<button type="button" class="quiet" data-phase="${phase}" aria-pressed="false">${labelOf(phase)}<span data-since></span></button>`,
  )}</div>
<p class="hint" data-taps hidden>Tap a phase as it begins, and again when it is over. One that was left out stays empty.</p>
${hidden('phase-now', running.phase)}${hidden('phase-since', running.since)}`;
  const fields = PHASES.map((phase) =>
    textField({ name: `phase-${phase}`, label: labelOf(phase), value: phases[phase] }, errors, 'number'),
  );
  return fieldGroup(
    { name: 'phases', legend: 'Phases, in minutes' },
    errors,
    html`${isTapped && taps}<div class="row">${fields}</div>`,
  );
}
