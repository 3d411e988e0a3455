import type { FactType } from '../../records/record.ts';
import { counted } from '../../reports/words/listed.ts';
import type { Html } from '../frame/html.ts';
import { dataTable } from '../parts/data-table.ts';

/** What may be held of a client, one and several, as people call it, in the order in which it is told. */
const NOUNS: Readonly<
  Record<
    FactType | 'earlierVersions' | 'deletions' | 'moves' | 'journalLinks' | 'begunVisits' | 'label',
    readonly [string, string]
  >
> = {
  session: ['visit', 'visits'],
  begunVisits: ['visit that has begun', 'visits that have begun'],
  'pain-score': ['score', 'scores'],
  goal: ['goal', 'goals'],
  measurement: ['measurement', 'measurements'],
  consent: ['consent to partner reports, or its end', 'consents to partner reports, or their end'],
  care: ['note of whose care it is', 'notes of whose care it is'],
  journalLinks: ['link to the journal', 'links to the journal'],
  label: ['label', 'labels'],
  earlierVersions: ['earlier version of a record', 'earlier versions of records'],
  deletions: ['note of a deletion', 'notes of deletions'],
  moves: ['note of a move to or from another client', 'notes of moves to or from other clients'],
};

/** Counts by kind; a kind that we do not know any more is told by its own name. */
export type ShownHoldings = Readonly<Partial<Record<string, number>>>;

/** How much there is of what, a kind a row. */
export function holdingsTable(caption: string, holdings: ShownHoldings): Html {
  const known = Object.keys(NOUNS);
  const kinds = Object.keys(holdings).toSorted((a, b) => place(known, a) - place(known, b));
  return dataTable({
    caption,
    columns: [{ heading: 'Kind' }, { heading: 'How many', numeric: true }],
    rows: kinds.map((kind) => [pluralOf(kind), (holdings[kind] ?? 0).toLocaleString('en')]),
  });
}

/** How much there is in all, in a few words. */
export function holdingsWords(holdings: ShownHoldings): string {
  const { session = 0 } = holdings;
  const others = Object.entries(holdings).reduce(
    (sum, [kind, count = 0]) => sum + (kind === 'session' ? 0 : count),
    0,
  );
  if (session + others === 0) return 'nothing';
  return `${counted(session, 'visit')} and ${counted(others, 'more item')}`;
}

const place = (known: readonly string[], kind: string) =>
  known.includes(kind) ? known.indexOf(kind) : known.length;

function pluralOf(kind: string): string {
  const plural = Object.hasOwn(NOUNS, kind) ? NOUNS[kind as keyof typeof NOUNS][1] : kind;
  return `${plural[0]!.toUpperCase()}${plural.slice(1)}`;
}
