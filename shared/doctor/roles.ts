import type { VocabularyName } from '../mapping/trade-names.ts';
import { codeOfTradeName } from '../mapping/vocabulary.ts';
import type { ColumnProfile } from './column-profile.ts';
import { headerWords, phraseShare } from './header-words.ts';
import { NOT_THE_CLIENTS, OTHER_TIMES, ROLE_RULES, type Role, type RoleRule } from './role-rules.ts';
import { notAScore } from './score-names.ts';

export type Roles = ReadonlyMap<Role, readonly ColumnProfile[]>;

/** Names of exports say more than the words that are looked for: `Appointment Start Date & Time (local)`. */
const LEAST_SHARE = 0.19;
/** Roles that several columns may have, such as four scores of one form. */
const SEVERAL: ReadonlySet<Role> = new Set(['pain', 'soreness', 'psfs']);
/** Roles of one column, of which two that may be meant are both kept, for a person to tell. */
const TOLD_APART: ReadonlySet<Role> = new Set(['painBefore', 'painAfter']);
const SCORES: ReadonlySet<Role> = new Set(['painPair', 'painBefore', 'painAfter', 'pain', 'soreness']);
/** Of two names that say the same, the one that says more of it is meant. */
const LONGER_PHRASE = 0.01;
const EARLIER_PHRASE = 0.0001;

/** Which column is what, by its name and the look of its texts; of a role the likeliest column first. */
export function rolesOf(columns: readonly ColumnProfile[]): Roles {
  const roles = new Map<Role, readonly ColumnProfile[]>();
  const taken = new Set<ColumnProfile>();
  const isScheduled = columns.some(saysWhenBooked) || !columns.some(isPlainTime);
  const told = columns.some(isOfResponse) ? CREATED : isScheduled ? SCHEDULED : NO_WORDS;
  const isForm = columns.some(({ name }) => FORM_MARKS.has(name));
  for (const rule of ROLE_RULES) {
    if (roles.has(rule.role)) continue;
    const matches = columns
      .filter((column) => !taken.has(column) && rule.fits(column))
      .filter(({ name }) => !SCORES.has(rule.role) || notAScore(name) === undefined)
      .map((column) => ({ column, share: shareOf(rule, besideBefore(column.name, columns), told) }))
      .map((match) => (isForm && FILLED_IN.has(match.column.name) ? lastOf(match) : match))
      .filter(({ share }) => share > (rule.inQuestions ? 0 : LEAST_SHARE))
      .toSorted((a, b) => b.share - a.share);
    const isAny =
      SEVERAL.has(rule.role) || (TOLD_APART.has(rule.role) && !isPlainest(matches.map(({ share }) => share)));
    const kept = matches.slice(0, isAny ? undefined : 1).map(({ column }) => column);
    for (const column of kept) taken.add(column);
    if (kept.length > 0) roles.set(rule.role, kept);
  }
  // A form's own end is when it was sent: what it asks for the minutes says more.
  if (isForm && roles.has('duration') && FILLED_IN.has(roles.get('end')?.[0]?.name ?? ''))
    roles.delete('end');
  for (const { role, looks, instead } of BY_TEXTS) {
    if (roles.has(role) || instead.some((other) => roles.has(other))) continue;
    const isOpen = (column: ColumnProfile) =>
      !taken.has(column) && column.filled > 0 && !(TIMES.has(role) && isOtherTime(column.name, told));
    const column = columns.find((other) => isOpen(other) && looks(other));
    if (!column) continue;
    taken.add(column);
    roles.set(role, [column]);
  }
  return roles;
}

/** `VAS na` beside `VAS voor` is that after, in Dutch; in other languages, and alone, `na` is something else. */
function besideBefore(name: string, columns: readonly ColumnProfile[]): string {
  const other = name.toLowerCase().replace(/\bna\b/, 'voor');
  return other !== name.toLowerCase() && columns.some((column) => column.name.toLowerCase() === other)
    ? name.replace(/\bna\b/i, 'achteraf')
    : name;
}

/** Whether of several names the first is the whole phrase, and no other is. @param shares of all, the greatest first */
const isPlainest = ([first = 0, second = 0]: readonly number[]) => first >= 1 && second < 1;

const NO_WORDS: ReadonlySet<string> = new Set();
/** "Scheduled date" is when the booking was made, unless another column says that: then it is when the visit was. */
const SCHEDULED: ReadonlySet<string> = new Set(['scheduled']);
const saysWhenBooked = ({ name }: ColumnProfile) =>
  headerWords(name).some((word) => ['created', 'booked', 'made', 'requested'].includes(word));
/** A day that is called by nothing else than that it is one. */
const isPlainTime = (column: ColumnProfile) =>
  column.share('day') + column.share('instant') > 0.6 && !isOtherTime(column.name, NO_WORDS);
/** Of a response to a form, such as one of SurveyMonkey, its creation is when it was filled in. */
const CREATED: ReadonlySet<string> = new Set(['created']);
const isOfResponse = ({ name }: ColumnProfile) => /^(respondent|response|submission)[ _]?id$/i.test(name);
const TIMES: ReadonlySet<Role> = new Set(['start', 'startTime', 'day']);
const OTHER: ReadonlySet<string> = new Set([...OTHER_TIMES.split(' '), 'end', 'submitted', 'completed']);
const isOtherTime = (name: string, told: ReadonlySet<string>) =>
  headerWords(name).some((word) => OTHER.has(word) && !told.has(word));

/** What KoboToolbox and ODK add to each form: its own `start` and `end` are when it was filled in, and no visit's where others are. */
const FORM_MARKS: ReadonlySet<string> = new Set([
  '_uuid',
  '_submission_time',
  'meta/instanceID',
  'instanceID',
]);
const FILLED_IN: ReadonlySet<string> = new Set(['start', 'end']);
const lastOf = ({ column, share }: { column: ColumnProfile; share: number }) => ({
  column,
  share: Math.min(share, LEAST_SHARE + EARLIER_PHRASE),
});

/** The columns that hold scores of pain or soreness. */
export const scoresOf = (roles: Roles): ColumnProfile[] =>
  (['painBefore', 'painAfter', 'pain', 'soreness'] as const).flatMap((role) => roles.get(role) ?? []);

/** Of the different texts of a column most are names of the trade. */
const isOfTrade = (vocabulary: VocabularyName) => (column: ColumnProfile) => {
  const words = [...column.values.keys()].filter((word) => /\p{L}{3}/u.test(word));
  const known = words.filter((word) => codeOfTradeName(vocabulary, word) !== undefined);
  return words.length > 0 && known.length > words.length / 2;
};

/** Where something was done is no reason for coming, whatever it is called. */
const isPlace = (name: string) =>
  headerWords(name).some((word) =>
    ['region', 'area', 'location', 'site', 'muscle', 'part', 'zone'].includes(word),
  );

const isOthers = (name: string) =>
  headerWords(name).some((word) => NOT_THE_CLIENTS.split(' ').includes(word));

/** Columns that are called by nothing that is known, and are known by their texts alone. */
const BY_TEXTS: readonly { role: Role; looks(column: ColumnProfile): boolean; instead: readonly Role[] }[] = [
  { role: 'technique', looks: isOfTrade('technique'), instead: [] },
  {
    role: 'complaint',
    looks: (column) => !isPlace(column.name) && isOfTrade('complaint')(column),
    instead: [],
  },
  {
    role: 'start',
    looks: (column) => column.share('instant') > 0.9,
    instead: ['startTime', 'submitted'],
  },
  { role: 'day', looks: (column) => column.share('day') > 0.9, instead: ['start', 'submitted'] },
  { role: 'startTime', looks: (column) => column.share('time') > 0.9, instead: ['start', 'submitted'] },
  {
    role: 'email',
    looks: (column) => column.share('email') > 0.9 && !isOthers(column.name),
    instead: ['clientId'],
  },
];

/** The first of some roles that a name says something of, as that of a column does. */
export const roleOfName = <R extends Role>(name: string, among: readonly R[]): R | undefined =>
  among.find((role) => ROLE_RULES.some((rule) => rule.role === role && shareOf(rule, name) > LEAST_SHARE));

/** Words beside a number of which they say no more than whose it is. */
const FILLERS: ReadonlySet<string> = new Set(
  'a the your my our s what n o is de du la el le der die das von number reference internal external unique anonymous general'.split(
    ' ',
  ),
);
const BOOKING = /book/i;

/** @param told words that are no hindrance in this table, although the rule has them as such */
function shareOf(
  { says, not = '', alone = '' }: RoleRule,
  name: string,
  told: ReadonlySet<string> = NO_WORDS,
): number {
  const words = headerWords(name);
  if (not.split(' ').some((word) => words.includes(word) && !told.has(word))) return 0;
  const whole = new Set(alone.split('|'));
  const shares = says.split('|').map((phrase, index) => {
    const others = words.filter((word) => !phrase.split(' ').includes(word));
    if (whole.has(phrase) && others.some((word) => !FILLERS.has(word))) return 0;
    // A booking date is the visit's where nothing else is.
    const share = phraseShare(words, phrase) - (BOOKING.test(name) ? LONGER_PHRASE : 0);
    if (share <= 0) return 0;
    return share + LONGER_PHRASE * phrase.split(' ').length - EARLIER_PHRASE * index;
  });
  return Math.max(...shares);
}
