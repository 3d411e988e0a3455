import type { Technique } from '../../records/catalogue.ts';
import { techniqueHowSure } from '../../reports/how-sure/change-how-sure.ts';
import { recoveryHowSure } from '../../reports/how-sure/how-sure.ts';
import { techniqueChanges } from '../../reports/intervals/interval-table.ts';
import { reliefWords, sorenessWords } from '../../reports/intervals/soreness-words.ts';
import { complaintsOf, responderWords } from '../../reports/intervals/technique-words.ts';
import { counted } from '../../reports/words/listed.ts';
import { labelOf } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { howSureDetails } from '../parts/how-sure-details.ts';
import { intervalRows } from '../parts/interval-rows.ts';
import { widerNote } from '../parts/report-part.ts';
import { notShownNote } from './not-shown-note.ts';
import { outcomeFilters } from './outcome-filters.ts';
import type { OutcomePage } from './outcome-page.ts';
import { backToOutcomes } from './outcome-part-page.ts';
import { ownTechniquesTable } from './own-techniques-table.ts';

/** One technique: right after, a day later, over a course; soreness and relief; where it is given. */
export function techniquePage(
  technique: Technique,
  { statistics, query, regions, notShown, own: named = [] }: OutcomePage,
): Html {
  const { claims, complaints } = statistics;
  const own = claims.techniques.find((each) => each.technique === technique);
  const top = html`${backToOutcomes(query)}
${outcomeFilters(statistics, query, regions)}`;
  if (!own) return html`${top}<p class="notice">No session with it lies in what is asked for.</p>`;
  const changes = techniqueChanges(own);
  const alone = { ...claims, techniques: [own] };
  const paragraphs = (lines: readonly string[]) => lines.map((line) => html`<p>${line}</p>\n`);
  return html`${top}
<div class="part">
${intervalRows(changes)}
${widerNote(changes)}
${paragraphs(responderWords(own, claims))}
${howSureDetails(techniqueHowSure(own, claims))}
<h2>Soreness and relief</h2>
${paragraphs([...sorenessWords(own), ...reliefWords(own)])}
${howSureDetails(recoveryHowSure(alone))}
<h2>Where it is given</h2>
<ul>${complaintsOf(technique, complaints).map(
    ({ complaint, sessions }) => html`<li>${labelOf(complaint)}: ${counted(sessions, 'session')}</li>`,
  )}</ul>
${technique === 'other' && ownTechniquesTable(named)}
</div>
${notShownNote(query, notShown)}`;
}
