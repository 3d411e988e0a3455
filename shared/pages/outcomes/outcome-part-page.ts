import type { OutcomeStatistics } from '../../claims/contract.ts';
import type { IntervalTable } from '../../reports/intervals/interval-table.ts';
import { type PartId, reportPartOf } from '../../reports/outcome-report.ts';
import { RAW_NOTES } from '../../reports/tables/raw-sections.ts';
import { inWords, labelOf } from '../../reports/words/words.ts';
import { type Html, html } from '../frame/html.ts';
import { partContent } from '../parts/report-part.ts';
import { notShownNote } from './not-shown-note.ts';
import { outcomeFilters } from './outcome-filters.ts';
import { type OutcomeQuery, outcomeLink } from './outcome-link.ts';
import { NO_SESSION, type OutcomePage } from './outcome-page.ts';

/**
 * One part of the owner's report on a page of its own.
 *
 * @param called what therapists are called, by their ids
 */
export function outcomePartPage(
  id: PartId,
  { statistics, query, regions, notShown }: OutcomePage,
  called: ReadonlyMap<string, string> = new Map(),
): Html {
  // Goals are told of their own day; of all else there is nothing without a session.
  if (statistics.techniques.length === 0 && id !== 'goals') {
    return html`${backToOutcomes(query)}
${outcomeFilters(statistics, query, regions)}
${NO_SESSION}
${notShownNote(query, notShown)}`;
  }
  const part = reportPartOf(id, statistics);
  const shown =
    id === 'complaints'
      ? { ...part, tables: [] }
      : id === 'therapists'
        ? { ...part, intervals: part.intervals.map((table) => withNames(table, called)) }
        : part;
  return html`${backToOutcomes(query)}
${outcomeFilters(statistics, query, regions)}
<div class="part">
${partContent(shown, (technique) => outcomeLink({ ...query, part: undefined, technique }))}
${id === 'complaints' && complaintLinks(statistics, query)}
${id === 'tables' && html`<h2>How to read the tables</h2><ul class="notes">${RAW_NOTES.map((note) => html`<li>${note}</li>`)}</ul>`}
</div>
${notShownNote(query, notShown)}`;
}

/** The rows under what their therapists are called, in order of that. */
function withNames(table: IntervalTable, called: ReadonlyMap<string, string>): IntervalTable {
  const rows = table.rows.map((row) => ({ ...row, name: called.get(row.name) ?? row.name }));
  return { ...table, rows: rows.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) };
}

/** Back to the first screen, with the same months and filters. */
export function backToOutcomes(query: OutcomeQuery): Html {
  return html`<p class="back"><a href="${outcomeLink({ ...query, part: undefined, technique: undefined })}">← Outcomes</a></p>`;
}

function complaintLinks({ complaints }: OutcomeStatistics, query: OutcomeQuery): Html {
  const rows = complaints.map(({ complaint, techniques }) => {
    const sessions = techniques.reduce((sum, group) => sum + group.sessions, 0);
    const link = outcomeLink({ ...query, part: undefined, technique: undefined, complaint });
    return html`<tr><th scope="row"><a href="${link}">${labelOf(complaint)}</a></th><td class="number">${sessions}</td></tr>\n`;
  });
  if (rows.length === 0)
    return html`<p>No sessions${query.complaint !== undefined && ` for ${inWords(query.complaint)}`}.</p>`;
  return html`<table><caption><span>Sessions by complaint</span></caption>
<thead><tr><th scope="col">Complaint</th><th scope="col" class="number">Sessions</th></tr></thead>
<tbody>
${rows}</tbody></table>`;
}
