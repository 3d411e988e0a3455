import type { VocabularyName } from '../mapping/trade-names.ts';
import { codeOfTradeName } from '../mapping/vocabulary.ts';
import type { ColumnProfile } from './column-profile.ts';
import { headerWords, phraseShare } from './header-words.ts';
import { ROLE_RULES, type Role, type RoleRule } from './role-rules.ts';

export type Roles = ReadonlyMap<Role, readonly ColumnProfile[]>;

/** Names of exports say more than the words that are looked for: `Appointment Start Date & Time (local)`. */
const LEAST_SHARE = 0.19;
/** Roles that several columns may have, such as four scores of one form. */
const SEVERAL: ReadonlySet<Role> = new Set(['pain', 'soreness', 'psfs']);
/** Of two names that say the same, the one that says more of it is meant. */
const LONGER_PHRASE = 0.01;
const EARLIER_PHRASE = 0.0001;

/** Which column is what, by its name and the look of its texts; of a role the likeliest column first. */
export function rolesOf(columns: readonly ColumnProfile[]): Roles {
  const roles = new Map<Role, readonly ColumnProfile[]>();
  const taken = new Set<ColumnProfile>();
  const isForm = columns.some(({ name }) => FORM_MARKS.has(name));
  for (const rule of ROLE_RULES) {
    if (roles.has(rule.role)) continue;
    const matches = columns
      .filter((column) => !taken.has(column) && rule.fits(column))
      .map((column) => ({ column, share: shareOf(rule, column.name) }))
      .map((match) => (isForm && FILLED_IN.has(match.column.name) ? lastOf(match) : match))
      .filter(({ share }) => share > (rule.inQuestions ? 0 : LEAST_SHARE))
      .toSorted((a, b) => b.share - a.share)
      .map(({ column }) => column);
    const kept = SEVERAL.has(rule.role) ? matches : matches.slice(0, 1);
    for (const column of kept) taken.add(column);
    if (kept.length > 0) roles.set(rule.role, kept);
  }
  for (const { role, looks, instead } of BY_TEXTS) {
    if (roles.has(role) || instead.some((other) => roles.has(other))) continue;
    const column = columns.find((other) => !taken.has(other) && other.filled > 0 && looks(other));
    if (!column) continue;
    taken.add(column);
    roles.set(role, [column]);
  }
  return roles;
}

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
  { role: 'email', looks: (column) => column.share('email') > 0.9, instead: ['clientId'] },
];

/** The first of some roles that a name says something of, as that of a column does. */
export const roleOfName = <R extends Role>(name: string, among: readonly R[]): R | undefined =>
  among.find((role) => ROLE_RULES.some((rule) => rule.role === role && shareOf(rule, name) > LEAST_SHARE));

function shareOf({ says, not = '' }: RoleRule, name: string): number {
  const words = headerWords(name);
  if (not.split(' ').some((word) => words.includes(word))) return 0;
  const shares = says.split('|').map((phrase, index) => {
    const share = phraseShare(words, phrase);
    return share === 0 ? 0 : share + LONGER_PHRASE * phrase.split(' ').length - EARLIER_PHRASE * index;
  });
  return Math.max(...shares);
}
