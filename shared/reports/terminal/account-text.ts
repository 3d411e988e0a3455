import type { RowAccount, RowFate, UnusedReason } from '../../records/files/row-account.ts';
import type { RecordType } from '../../records/record.ts';
import { paragraph } from '../tables/text-table.ts';

/** A row that a person should look at, with its place, such as `sessions.csv:77`. */
export type ToldRow = { place: string; type: RecordType; id: string } & (
  | {
      /** When it was and what it said, in a few words. */
      was: string;
      /** The place of the version that followed it. */
      replacedBy: string;
      /** That version is of another day: perhaps another visit. */
      otherDay: boolean;
    }
  | { unused: UnusedReason }
);

/** How many rows are told of each kind. */
const SHOWN = 5;

/** What became of every row, in one paragraph that adds up, and the first rows that a person should look at. */
export function accountText(account: RowAccount, told: readonly ToldRow[]): string {
  const heading = 'What became of the rows';
  return [
    `${heading}\n${'='.repeat(heading.length)}`,
    paragraph(accountSentences(account).join(' ')),
    ...[replacedLines(account, told), unusedLines(account, told)].filter((lines) => lines !== ''),
  ].join('\n\n');
}

/** `5 rows read: 3 used, 1 earlier version replaced, 1 refused.`, and what the unused ones are. */
export function accountSentences({ rows, counts, unused, skipped = {} }: RowAccount): string[] {
  const parts = Object.entries(FATES)
    .map(([fate, words]) => [counts[fate as RowFate], words] as const)
    .filter(([count]) => count > 0)
    .map(([count, [one, many]]) => `${count} ${count === 1 ? one : many}`);
  const read = `${rows} ${rows === 1 ? 'row' : 'rows'} read`;
  const reasons = Object.entries(unused).map(
    ([reason, count]) => `${count} ${UNUSED_WORDS[reason as UnusedReason]}`,
  );
  const passedOver = Object.entries(skipped).map(
    ([code, count]) => `${count} ${SKIPPED_WORDS[code as SkippedCode] ?? code}`,
  );
  return [
    parts.length === 0 ? `${read}.` : `${read}: ${parts.join(', ')}.`,
    ...(reasons.length === 0 ? [] : [`Used by nothing yet: ${reasons.join('; ')}.`]),
    ...(passedOver.length === 0 ? [] : [`Passed over: ${passedOver.join('; ')}.`]),
  ];
}

/** One and several. */
const FATES: Readonly<Record<RowFate, readonly [string, string]>> = {
  used: ['used', 'used'],
  replaced: ['earlier version replaced', 'earlier versions replaced'],
  duplicate: ['duplicate', 'duplicates'],
  removed: ['taken back by a deletion or an erasure', 'taken back by a deletion or an erasure'],
  unused: ['accepted but used by nothing yet', 'accepted but used by nothing yet'],
  skipped: ['passed over', 'passed over'],
  refused: ['refused', 'refused'],
};

/** After a count, and after a row. */
const UNUSED_WORDS: Readonly<Record<UnusedReason, string>> = {
  'no-session': 'of a client without a session',
  'recall-window': 'about the past day or week, which nothing asks for',
  'body-region': "about a body region that none of the client's sessions or goals asks for",
  time: "at a time that none of the client's sessions, courses or goals looks at",
  'no-goal': 'measured for a goal that is not here',
  'off-scale': "of a value that the goal's measure cannot take",
  'nothing-to-remove': 'taking back what is not here',
};

/** The same of what is no record, by code. */
const SKIPPED_WORDS = {
  'fhir.told-in-session': 'told with the session that they belong to',
  'fhir.person': 'of persons, of whom nothing but ids is read',
  'fhir.codes': 'maps of codes, which are read where others use them',
  'fhir.not-kept': 'of a kind of which nothing is kept',
  'fhir.other-observation': 'observations of something else than pain',
  'fhir.no-technique': 'visits or procedures without a technique of massage',
  'fhir.not-finished': 'visits or procedures that are not finished or were called off',
  'fhir.not-final': 'not final, or called off',
  'fhir.not-answered': 'questions that were not answered',
  'fhir.unknown-form': 'forms of which no question is known to be about pain',
  'fhir.other-consent': 'consents to something else',
  'fhir.empty-entry': 'entries with nothing in them',
} as const;
type SkippedCode = keyof typeof SKIPPED_WORDS;

function replacedLines({ counts }: RowAccount, told: readonly ToldRow[]): string {
  const replaced = told.filter((row) => 'replacedBy' in row);
  const lines = replaced.slice(0, SHOWN).map(({ place, id, was, replacedBy, otherDay }) => {
    const hint = otherDay ? ', which is of another day: another visit or entry needs an id of its own' : '';
    return paragraph(`${place}  ${id} (${was}): replaced by ${replacedBy}${hint}`, '    ');
  });
  return withMore(lines, counts.replaced, 'replaced');
}

function unusedLines({ counts }: RowAccount, told: readonly ToldRow[]): string {
  const lines = told
    .flatMap((row) => ('unused' in row ? [row] : []))
    .slice(0, SHOWN)
    .map(({ place, type, id, unused }) =>
      paragraph(`${place}  ${id}: ${type}, ${UNUSED_WORDS[unused]}`, '    '),
    );
  return withMore(lines, counts.unused, 'used by nothing yet');
}

function withMore(lines: readonly string[], rows: number, what: string): string {
  const more = rows - lines.length;
  return [...lines, ...(lines.length > 0 && more > 0 ? [`${more} more ${what}`] : [])].join('\n');
}
