import type { Finding } from '../../checks/finding.ts';
import { CHECK_LABELS, type FindingWords, notShown } from '../../checks/finding-words.ts';
import { momentWords, monthRangeWords } from '../../outcomes/date-words.ts';
import { shortName } from '../../records/values/short-name.ts';
import { counted } from '../../reports/words/listed.ts';
import { type Html, html } from '../frame/html.ts';
import { type ClinicTimes, clinicTimes } from '../frame/when-cell.ts';
import { dataTable } from '../parts/data-table.ts';

export type ChecksPage = {
  from: string;
  to: string;
  /** Months with facts that have been looked at. */
  monthsLookedAt: readonly string[];
  findings: readonly ({ month: string } & FindingWords & Finding)[];
  more: number;
  /** What therapists are called, by their ids. */
  called?: ReadonlyMap<string, string>;
  /** The clinic's. */
  timeZone?: string | undefined;
};

type Naming = { called: ReadonlyMap<string, string>; times: ClinicTimes };

/** Facts of a clinic that cannot be, as they were reported, and what would mend each. */
export function checksPage(checks: ChecksPage): Html {
  const { from, to, monthsLookedAt, findings, more, called = new Map(), timeZone } = checks;
  const [first, last] = [monthsLookedAt[0], monthsLookedAt.at(-1)];
  const looked = first !== undefined && last !== undefined ? monthRangeWords(first, last) : undefined;
  return html`<p class="lead">${lead(findings.length + more, looked, monthRangeWords(from, to))}</p>
<form class="filters" method="get" action="/checks">
<p><label for="from">From</label> <input id="from" name="from" type="month" value="${from}"></p>
<p><label for="to">To</label> <input id="to" name="to" type="month" value="${to}"></p>
<p><button>Show</button></p>
</form>
${findings.length > 0 && table(findings, { called, times: clinicTimes(timeZone) })}
${more > 0 && html`<p class="notice">${counted(more, 'more contradiction')} found; they are shown once these are mended.</p>`}
<p class="detail">A month is looked at whenever something in it changes. What is right is in the practice’s own books: this page only says where to look.</p>`;
}

function lead(count: number, looked: string | undefined, asked: string): string {
  if (looked === undefined && count === 0) return `Nothing is held of ${asked} that could be checked.`;
  const where = looked ?? asked;
  if (count === 0) return `No contradictions were found in ${where}.`;
  return `${counted(count, 'contradiction')} found in what was reported, looking at ${where}.`;
}

function table(findings: ChecksPage['findings'], naming: Naming): Html {
  return dataTable({
    caption: 'What cannot be, the latest month first',
    columns: [{ heading: 'What' }, { heading: 'Which' }, { heading: 'What would mend it' }],
    rows: findings.map((finding) => [
      html`${CHECK_LABELS[finding.check]}<span class="detail">. ${finding.what}</span>`,
      which(finding, naming),
      finding.mend,
    ]),
    sentences: 2,
  });
}

function which(finding: Finding, { called, times }: Naming): Html {
  const sessions = finding.sessions.map(({ sessionId, client, therapistId, startedAt }) => {
    const named = html`<span class="unseen"> session ${sessionId}</span>`;
    const id = encodeURIComponent(sessionId);
    return html`<li>Session <span class="code">${sessionId}</span>, ${momentWords(startedAt)}, client <span class="code">${shortName(client)}</span>, by ${called.get(therapistId) ?? therapistId}.
<a href="/clients/${client}/visit?session=${id}">Correct${named}</a>
<a href="/clients/${client}/move?of=session&amp;id=${id}">Move${named}</a>
<a href="/clients/${client}/take-back?of=session&amp;id=${id}">Take back${named}</a></li>`;
  });
  const scores = (finding.scores ?? []).map(
    ({ client, at }) =>
      html`<li>Journal entry of <a href="/clients/${client}">client <span class="code">${shortName(client)}</span></a>, ${times.words(at)}</li>`,
  );
  const rest = notShown(finding);
  return html`<ul>${sessions}${scores}${rest > 0 && html`<li>and ${counted(rest, 'more session')}</li>`}</ul>`;
}
