import { compareText } from '../../outcomes/client-order.ts';
import { monthRangeWords } from '../../outcomes/date-words.ts';
import { type ReleaseSummary, releaseSummary } from '../../releases/files/release-summary.ts';
import { type Html, html } from '../frame/html.ts';
import { dateCell } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';
import { spaced } from '../parts/goal-words.ts';

export type ListedRelease = {
  programme: string;
  period: string;
  revision: number;
  revised: boolean;
  manifest: unknown;
};

/** The releases of everybody's programmes, the latest first. */
export function releaseList(releases: readonly ListedRelease[], reader: 'owner' | 'partner'): Html {
  const ways =
    reader === 'owner' &&
    html`<p><a href="/benchmark">Your clinic beside the release</a> · <a href="/releases/plan">What a release would tell of so many clients</a></p>`;
  if (releases.length === 0) {
    return html`<p class="lead">Nothing has been published yet.</p>
<p>A release comes out some weeks after its period has closed, on a day that is fixed beforehand.</p>
${ways}`;
  }
  const listed = releases.map((release) => ({ release, summary: releaseSummary(release.manifest) }));
  const latestFirst = listed.toSorted(
    (a, b) =>
      compareText(b.release.period, a.release.period) ||
      compareText(a.release.programme, b.release.programme) ||
      b.release.revision - a.release.revision,
  );
  return html`<p class="lead">${releases.length === 1 ? 'One release' : `${releases.length} releases`}. Every partner gets the same files.</p>
${ways}
${dataTable({
  caption: 'Releases, the latest first',
  columns: [
    { heading: 'Period' },
    { heading: 'Programme' },
    { heading: 'Months' },
    { heading: 'Revision' },
    { heading: 'Published' },
    { heading: 'Made by' },
  ],
  rows: latestFirst.map(({ release, summary }) => row(release, summary)),
  lines: true,
})}`;
}

/** How a release keeps its promise to clients, in the words of whoever is no statistician. */
const MODE_WORDS: Readonly<Record<string, string>> = {
  'differential-privacy': 'adding noise (differential privacy)',
  threshold: 'leaving out small groups (threshold)',
};
export const modeWords = (mode: string): string => MODE_WORDS[mode] ?? spaced(mode);

function row(release: ListedRelease, { publishedOn, mode, firstMonth, lastMonth }: ReleaseSummary) {
  const { programme, period, revision, revised } = release;
  return [
    html`<a href="${releasePath(release)}">${period}</a>`,
    html`<span class="code">${programme}</span>`,
    monthRangeWords(firstMonth, lastMonth),
    revised ? `${revision}, replaced by ${revision + 1}` : revision,
    dateCell(publishedOn),
    modeWords(mode),
  ];
}

/** The page of a release; its files lie below. */
export function releasePath({
  programme,
  period,
  revision,
}: Pick<ListedRelease, 'programme' | 'period' | 'revision'>): string {
  return `/releases/${programme}/${period}/${revision}`;
}
