import { monthRangeWords } from '../../outcomes/date-words.ts';
import type { Given, PooledSpan, ReaderRow, ReaderTable } from '../../releases/files/reader-table.ts';
import type { IntervalRow, IntervalTable } from '../intervals/interval-table.ts';
import type { TableSection } from '../tables/section.ts';
import { counted, listed } from '../words/listed.ts';
import { decimal, NOTHING, percent, withInterval } from '../words/number-text.ts';
import { techniqueInWords, techniqueLabel } from '../words/words.ts';

export type ReleaseReading = {
  table: ReaderTable;
  months: readonly [first: string, last: string];
  /** How many clinics were counted. */
  clinics: number | undefined;
};

/** What a release says, for people: whom it is about, what was found of each technique and how surely, and what was not. */
export type ReleaseWords = {
  who: string;
  /** Nothing where it asks nothing of techniques alone, which the text says. */
  found: FoundInRelease | { asksNothing: string };
};

export type FoundInRelease = {
  finding: string;
  changes: IntervalTable;
  /** What the rows do not say. */
  caveat: string;
  /** Responders and recovery, where any is given. */
  shares: TableSection | undefined;
};

export function releaseWords({
  table: { techniques, total },
  months,
  clinics,
}: ReleaseReading): ReleaseWords {
  const who = `Clients of ${clinics === undefined ? 'the clinics of the programme' : counted(clinics, 'clinic')} who agreed to be counted, with a session from ${monthRangeWords(...months)} before and after which pain was asked. Each client counts once, with the technique of most of his sessions.`;
  if (techniques.length === 0) {
    const asksNothing =
      'This release asks nothing of techniques alone: its table has techniques by complaint, or the total. See the files.';
    return { who, found: { asksNothing } };
  }
  const rows = total ? [...techniques, total] : techniques;
  const points = techniques.some(({ mean }) => mean?.interval) ? 'Points of 10 (95 %)' : 'Points of 10';
  const adds = techniques.some(({ parts }) => parts)
    ? ' A row adds up what is shown of it, the more frequent complaints, and stands for the clients in that alone.'
    : '';
  return {
    who,
    found: {
      finding: findings(techniques),
      changes: {
        ...{ id: 'techniques', title: 'Fall of pain during a session', heads: ['Technique', points] },
        rows: rows.map(intervalRow),
      },
      caveat: `Clients of one technique differ from those of another, so these rows compare nothing: what a technique does better than another, they do not say.${adds}`,
      shares: sharesTable(rows),
    },
  };
}

/** The same over all periods that are out; nothing where there is one alone. */
export function pooledWords({ techniques, total, from, to, periods }: ReaderTable & PooledSpan) {
  const rows = total ? [...techniques, total] : techniques;
  if (periods === 1 || rows.length === 0) return undefined;
  const changes: IntervalTable = {
    id: 'pooled-techniques',
    title: 'Fall of pain during a session, all periods together',
    heads: ['Technique', 'Points of 10 (95 %)'],
    rows: rows.map(intervalRow),
  };
  return {
    of: `From ${from} to ${to}, ${counted(periods, 'period')} added up: more clients, and so narrower intervals. Whoever came in two of them is counted in both; the intervals allow for that.`,
    costs: 'It is made of what is published already, and tells nothing more of anybody.',
    changes,
  };
}

/** How many techniques are given, and from where to where their means lie. */
function findings(techniques: readonly ReaderRow[]): string {
  const given = techniques.filter(({ mean }) => mean);
  const rest = techniques.filter(({ mean }) => !mean).map(({ technique }) => techniqueInWords(technique));
  // What a threshold hides may be of many.
  const isHidden = techniques.some(({ parts, isHidden: isOne }) => parts ?? isOne);
  const few = rest.length === 0 ? '' : ` ${isHidden ? 'Not given' : 'Too few to say'}: ${listed(rest)}.`;
  if (given.length === 0) return `No technique has enough clients to be given.${few}`;
  const means = given.map(({ mean }) => mean!.value);
  const [least, most] = [Math.min(...means), Math.max(...means)].map((value) => decimal(value, 1));
  const range = least === most ? `${least} points` : `${least} to ${most} points`;
  return `Of ${counted(techniques.length, 'technique')} ${given.length} ${given.length === 1 ? 'is' : 'are'} given: with ${given.length === 1 ? 'it' : 'them'} pain fell by ${range} of 10 during a session.${few}`;
}

function intervalRow(row: ReaderRow): IntervalRow {
  const { clients, mean, enough } = row;
  const name = labelOf(row);
  const of = [
    ...(clients === undefined
      ? []
      : [clients === 0 ? 'few clients, or none' : `about ${counted(clients, 'client')}`]),
    ...partsWords(row),
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

/** A sum of what is shown is never called all of it. */
function labelOf({ technique, parts }: ReaderRow): string {
  const isPartial = parts !== undefined && parts.shown < parts.asked;
  if (technique === 'all') return isPartial ? 'All that is shown' : 'All techniques';
  return isPartial ? `${techniqueLabel(technique)}, as far as shown` : techniqueLabel(technique);
}

/** Of a sum of what is shown: how many parts that is, and of what share of its clients. */
function partsWords({ technique, parts, represented }: ReaderRow): string[] {
  if (!parts) return [];
  const [of, whose] = technique === 'all' ? [parts.of, 'all clients'] : ['complaints', 'its clients'];
  return [
    `${parts.shown} of ${parts.asked} ${of}`,
    ...(represented ? [`${shareWords(represented)} of ${whose}`] : []),
  ];
}

/** A share in fifths, in words that say what it stands for. */
function shareWords(share: number): string {
  if (share >= 1) return '90 % or more';
  return share <= 0.2 ? '30 % or less' : `about ${percent(share)}`;
}

function sharesTable(rows: readonly ReaderRow[]): TableSection | undefined {
  const given = rows.filter(({ responders, recovered }) => responders ?? recovered);
  if (given.length === 0) return undefined;
  // A threshold has no intervals, and asks nothing of recovery.
  const isNoisy = given.some(({ responders, recovered }) => responders?.interval ?? recovered?.interval);
  return {
    title: isNoisy ? 'Shares of clients, with 95 % intervals' : 'Shares of clients',
    columns: [
      { header: 'Technique' },
      { header: 'Pain fell by 30 % or more', align: 'right' },
      ...(isNoisy ? [{ header: 'Free of soreness within 48 hours', align: 'right' } as const] : []),
    ],
    rows: given.map((row) => [
      labelOf(row),
      shareText(row.responders),
      ...(isNoisy ? [shareText(row.recovered)] : []),
    ]),
    below: [],
  };
}

function shareText(share: Given | undefined): string {
  if (!share) return NOTHING;
  const { value, interval } = share;
  return interval ? `${percent(value)} (${percent(interval[0])} to ${percent(interval[1])})` : percent(value);
}
