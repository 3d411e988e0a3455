import type { OutcomeStatistics } from '../../claims/contract.ts';
import { momentWords } from '../../outcomes/date-words.ts';
import { headline } from '../../reports/headline.ts';
import { changeHowSure } from '../../reports/how-sure/change-how-sure.ts';
import { comparisonHowSure } from '../../reports/how-sure/how-sure.ts';
import { changeIntervals } from '../../reports/intervals/interval-table.ts';
import { comparisonSentences, PART_IDS, PARTS } from '../../reports/outcome-report.ts';
import { type ToDo, toDo } from '../../reports/to-do.ts';
import { counted } from '../../reports/words/listed.ts';
import type { NotShown } from '../../reports/words/months-not-shown.ts';
import { type Html, html } from '../frame/html.ts';
import { howSureDetails } from '../parts/how-sure-details.ts';
import { intervalRows } from '../parts/interval-rows.ts';
import { widerNote } from '../parts/report-part.ts';
import { notShownNote } from './not-shown-note.ts';
import { outcomeFilters } from './outcome-filters.ts';
import { type OutcomeQuery, outcomeLink } from './outcome-link.ts';
import type { OwnTechniqueRow } from './own-techniques-table.ts';

export type OutcomePage = {
  statistics: OutcomeStatistics;
  query: OutcomeQuery;
  /** The body regions that can be asked for. */
  regions: readonly string[];
  /** When the latest session or report was, as written; undefined where there is none. */
  latestRecord: string | undefined;
  notShown: NotShown;
  /** Sessions outside the catalogue by the clinic's own names. */
  own?: readonly OwnTechniqueRow[];
};

/** The owner's first screen: the answer, how sure it is, what cannot be told, what to do; the rest a tap away. */
export function outcomePage({ statistics, query, regions, latestRecord, notShown }: OutcomePage): Html {
  const sessions = statistics.claims.techniques.reduce((sum, each) => sum + each.sessions, 0);
  return html`${outcomeFilters(statistics, query, regions)}
${statistics.claims.techniques.length === 0 ? NO_SESSION : answer(statistics, query)}
<p class="detail">${counted(sessions, 'session')}${latestRecord !== undefined && html`. Latest record: ${momentWords(latestRecord)}`}. <a href="${checksLink(statistics)}">Is anything in it impossible?</a> <a href="/imports">What became of files that were sent</a></p>
${notShownNote(query, notShown)}`;
}

/** The checks of the same months. */
function checksLink({ from, to }: OutcomeStatistics): string {
  return from === null || to === null ? '/checks' : `/checks?${new URLSearchParams({ from, to })}`;
}

/** In place of an answer where no session is asked for. */
export const NO_SESSION = html`<p class="notice">No session lies in what is asked for: there is nothing to say.</p>`;

function answer(statistics: OutcomeStatistics, query: OutcomeQuery): Html {
  const { claims } = statistics;
  const techniques = changeIntervals('improvement', claims.techniques);
  return html`<div class="answer">
<p class="headline">${headline(claims)}</p>
<div class="picture">
${intervalRows(techniques, (technique) => outcomeLink({ ...query, part: undefined, technique }))}
${widerNote(techniques)}
${howSureDetails(changeHowSure('improvement', claims))}
</div>
<div class="rest">
${comparisonSentences(claims).map((sentence) => html`<p>${sentence}</p>\n`)}
${howSureDetails(comparisonHowSure(claims))}
<h2 id="to-do">To do</h2>
<ul aria-labelledby="to-do">${toDo(statistics).map(toDoItem)}</ul>
</div>
</div>
<nav class="more" aria-label="More of the outcomes"><ul>${PART_IDS.filter((id) => id !== 'techniques').map(
    (part) =>
      html`<li><a href="${outcomeLink({ ...query, technique: undefined, part })}">${PARTS[part]}</a></li>`,
  )}</ul></nav>`;
}

function toDoItem({ text, link }: ToDo): Html {
  return html`<li>${text}${link && html` <a href="${link.path}">${link.label}</a>`}</li>`;
}
