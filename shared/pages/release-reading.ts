import { monthRangeWords } from '../outcomes/date-words.ts';
import type { Given, PooledSpan, ReaderRow, ReaderTable } from '../releases/files/reader-table.ts';
import type { IntervalRow } from '../reports/intervals/interval-table.ts';
import { counted, listed } from '../reports/words/listed.ts';
import { decimal, NOTHING, percent, withInterval } from '../reports/words/number-text.ts';
import { techniqueInWords, techniqueLabel } from '../reports/words/words.ts';
import { dataTable } from './data-table.ts';
import { type Html, html } from './html.ts';
import { intervalRows } from './interval-rows.ts';

export type ReleaseReading = {
  table: ReaderTable;
  months: readonly [first: string, last: string];
  /** How many clinics were counted. */
  clinics: number | undefined;
};

/** What a release says, for people: whom it is about, what was found of each technique and how surely, and what was not. */
export function releaseReading({ table, months, clinics }: ReleaseReading): Html {
  const { techniques, total } = table;
  const who = html`<p>Clients of ${clinics === undefined ? 'the clinics of the programme' : counted(clinics, 'clinic')} who agreed to be counted, with a session from ${monthRangeWords(...months)} before and after which pain was asked. Each client counts once, with the technique of most of his sessions.</p>`;
  if (techniques.length === 0) {
    return html`${who}<p>This release asks nothing of techniques alone: its table has techniques by complaint, or the total. See the files.</p>`;
  }
  const rows = total ? [...techniques, total] : techniques;
  return html`<p class="lead">${findings(techniques)}</p>
${who}
${intervalRows({
  id: 'techniques',
  title: 'Fall of pain during a session',
  heads: [
    'Technique',
    techniques.some(({ mean }) => mean?.interval) ? 'Points of 10 (95 %)' : 'Points of 10',
  ],
  rows: rows.map(intervalRow),
})}
<p class="detail">Clients of one technique differ from those of another, so these rows compare nothing: what a technique does better than another, they do not say.${techniques.some(({ complaints }) => complaints) && ' A row adds up the complaints that are shown of it, and stands for those alone.'}</p>
${sharesTable(rows)}`;
}

/** The same over all periods that are out; nothing where there is one alone. */
export function pooledReading({
  techniques,
  total,
  from,
  to,
  periods,
}: ReaderTable & PooledSpan): Html | false {
  const rows = total ? [...techniques, total] : techniques;
  if (periods === 1 || rows.length === 0) return false;
  return html`<p>From ${from} to ${to}, ${counted(periods, 'period')} added up: more clients, and so narrower intervals. Whoever came in two of them is counted in both; the intervals allow for that. <span class="detail">It is made of what is published already, and tells nothing more of anybody.</span></p>
${intervalRows({
  id: 'pooled-techniques',
  title: 'Fall of pain during a session, all periods together',
  heads: ['Technique', 'Points of 10 (95 %)'],
  rows: rows.map(intervalRow),
})}`;
}

/** How many techniques are given, and from where to where their means lie. */
function findings(techniques: readonly ReaderRow[]): string {
  const given = techniques.filter(({ mean }) => mean);
  const rest = techniques.filter(({ mean }) => !mean).map(({ technique }) => techniqueInWords(technique));
  const few = rest.length === 0 ? '' : ` Too few to say: ${listed(rest)}.`;
  if (given.length === 0) return `No technique has enough clients to be given.${few}`;
  const means = given.map(({ mean }) => mean!.value);
  const [least, most] = [Math.min(...means), Math.max(...means)].map((value) => decimal(value, 1));
  const range = least === most ? `${least} points` : `${least} to ${most} points`;
  return `Of ${counted(techniques.length, 'technique')} ${given.length} ${given.length === 1 ? 'is' : 'are'} given: with ${given.length === 1 ? 'it' : 'them'} pain fell by ${range} of 10 during a session.${few}`;
}

function intervalRow({ technique, clients, mean, enough, complaints }: ReaderRow): IntervalRow {
  const name = labelOf(technique);
  const of = [
    ...(clients === undefined
      ? []
      : [clients === 0 ? 'few clients, or none' : `about ${counted(clients, 'client')}`]),
    ...(complaints ? [`${complaints.shown} of ${complaints.asked} complaints`] : []),
  ].join(', ');
  if (!mean) {
    const isKnown = enough !== undefined && Number.isFinite(enough);
    const withheld = isKnown ? `Too few to say: about ${enough} would do.` : 'Not given.';
    return { name, of, estimate: { withheld } };
  }
  const { value, interval } = mean;
  const text = withInterval(value, interval ?? null, 1);
  return { name, of, estimate: { value, interval: interval ?? [value, value], text } };
}

const labelOf = (technique: string) => (technique === 'all' ? 'All techniques' : techniqueLabel(technique));

/** Responders and recovery, where any is given. */
function sharesTable(rows: readonly ReaderRow[]): Html | false {
  const given = rows.filter(({ responders, recovered }) => responders ?? recovered);
  if (given.length === 0) return false;
  return dataTable({
    caption: 'Shares of clients, with 95 % intervals',
    columns: [
      { heading: 'Technique' },
      { heading: 'Pain fell by 30 % or more', numeric: true },
      { heading: 'Free of soreness within 48 hours', numeric: true },
    ],
    rows: given.map(({ technique, responders, recovered }) => [
      labelOf(technique),
      shareText(responders),
      shareText(recovered),
    ]),
    lines: true,
  });
}

function shareText(share: Given | undefined): string {
  if (!share) return NOTHING;
  const { value, interval } = share;
  return interval ? `${percent(value)} (${percent(interval[0])} to ${percent(interval[1])})` : percent(value);
}
