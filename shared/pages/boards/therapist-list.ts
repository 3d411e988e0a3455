import type { MeanAttainment } from '../../goals/mean-attainment.ts';
import type { TherapistSummary } from '../../goals/therapist-summary.ts';
import { counted } from '../../reports/words/listed.ts';
import { percent, percentRange } from '../../reports/words/number-text.ts';
import { type Html, html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';
import { dateForm } from '../parts/date-form.ts';
import { scalingParagraph } from '../parts/scaling-paragraph.ts';

/** Where the board of an id would be that nobody here has: a mistyped one must not look like a therapist without work. */
export const unknownTherapist = (
  therapistId: string,
): Html => html`<p class="lead">No goal, no visit of the last 60 days and nobody who may sign in goes by <span class="code">${therapistId}</span>.</p>
<p>All letters of an id count, capital or small, its dashes and its zeros.</p>
<p><a class="button" href="/therapists">All therapists</a> <a class="button quiet" href="/people">Who may sign in</a></p>`;

/**
 * The therapists of a clinic and what became of their goals: in order of id and without ranks.
 *
 * @param called what those are called who are members, by their ids
 */
export function therapistList(
  asOf: string,
  therapists: readonly TherapistSummary[],
  attainmentScaling: MeanAttainment | undefined,
  called: ReadonlyMap<string, string>,
): Html {
  return html`<p class="lead">${sentence(therapists)}</p>
${dateForm(asOf)}
${
  therapists.length > 0 &&
  dataTable({
    caption: 'Goals by therapist. The share is of measured goals past their due date, from 10 clients on',
    columns: [
      'Therapist',
      'Attained',
      'Reached once',
      'Missed',
      'Never measured',
      'Open',
      'Clients',
      'Share attained',
      '95 %',
    ].map((heading, index) => ({ heading, numeric: index > 0 })),
    rows: therapists.map(
      ({ therapistId, attained, reachedOnce, missed, unmeasured, open, clients, attainment }) => [
        html`<a href="/therapists/${encodeURIComponent(therapistId)}?as-of=${asOf}">${called.get(therapistId) ?? therapistId}</a>`,
        attained,
        reachedOnce,
        missed,
        unmeasured,
        open,
        clients,
        percent(attainment.share),
        percentRange(attainment.ci95),
      ],
    ),
    lines: true,
  })
}
${attainmentScaling && scalingParagraph(attainmentScaling)}
<p class="muted">Clients differ between therapists, and so do goals: the shares compare nobody.</p>
<p><a href="/people">Who may sign in, and invitations</a></p>`;
}

function sentence(therapists: readonly TherapistSummary[]): string {
  const open = therapists.reduce((sum, each) => sum + each.open, 0);
  if (therapists.length === 0) return 'No therapist has set a goal yet.';
  return `${therapists.length === 1 ? 'One therapist has' : `${therapists.length} therapists have`} set goals; ${counted(open, 'is', 'are')} open.`;
}
