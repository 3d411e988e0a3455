import type { RefusalGroup } from '../../imports/refusal-groups.ts';
import { NO_CLIENT } from '../../mapping/draft-record.ts';

/** What was expected of a field, and what its owner can do about it. */
export type Advice = { expected: string; whatToDo: string };

const DECIDE = 'under “What you can decide”';
const COLUMNS = 'under “Which column is which”';

/** Causes that the page can take away, by how the command tells them, where a mapping would be edited by hand. */
const BY_CAUSE: readonly (readonly [RegExp, expected: string, whatToDo: string])[] = [
  [/"timeZone"/, 'expected a time with its offset', `say the time zone ${DECIDE}`],
  [
    /^expected a time zone by its IANA name/,
    'expected a time zone in the column that names one in each row, such as America/Chicago or -05:00',
    `mend the cell in the file; or say ${DECIDE} that times are of one time zone`,
  ],
  [
    /"dateOrder"/,
    'this day can be meant in two ways',
    `say ${DECIDE} whether the day or the month comes first`,
  ],
  [/"shortYears"/, 'expected a year of four digits', 'write years with four digits in the file'],
  [/"n-of-10"/, 'expected a number alone', `choose “Written 7/10” for its scores ${DECIDE}`],
  [
    /"before-first"/,
    'expected word of which of the two scores is the pain before',
    `choose for its scores which comes first, ${DECIDE}`,
  ],
  [/"rounding"/, 'expected whole centimetres', `choose how millimetres are rounded ${DECIDE}`],
  [/"decimalComma"/, 'expected a number with a point', 'save the file with points in numbers'],
  [/under "words"/, 'expected a word that stands for a number', `say ${DECIDE} which number each word is`],
  [
    /under "vocabularies"/,
    'expected a word that has a meaning here',
    `say ${DECIDE} what each word means, or that its rows are passed over`,
  ],
  [
    /a status that the mapping lists/,
    'expected a status of which it is known whether the visit took place',
    `say ${DECIDE} what each status means`,
  ],
  [/"equal-shares"/, 'expected one technique', 'split such rows in the file, with the minutes of each'],
];

/** That every row lacks one thing, which is one answer. */
const OF_CLIENTS = `choose the column that tells one client from another ${COLUMNS}`;

const BY_CODE: Readonly<Record<string, string>> = {
  'instant-without-time': `choose the column of the time of day ${COLUMNS}; what has no time of day cannot be kept`,
  'missing-field': `choose its column ${COLUMNS}; where only some rows lack it, mend them after the import`,
  'wrong-cell-count':
    'mend the row in the file; what stands above or below a table, such as a total, can stay refused',
};
const NAMED_IN_TRADE = /^(?:techniques\[\]\.technique|complaint)$/;
const OF_NAMES =
  'write codes in the file, or mend these rows after the import; names of the trade are read in files with a mapping, as the doctor proposes one';
const ELSE = 'mend these rows after the import, one by one, or in the file';

/**
 * What a person can change so that rows refused for one cause are taken.
 *
 * @param isMapped whether the file is another system's, of which the page asks how it is read
 */
export function adviceFor({ code, path, message }: RefusalGroup, isMapped: boolean): Advice {
  if (!isMapped) {
    const isName = code === 'unknown-code' && NAMED_IN_TRADE.test(path);
    return { expected: message, whatToDo: isName ? OF_NAMES : ELSE };
  }
  if (message === NO_CLIENT) return { expected: message, whatToDo: OF_CLIENTS };
  const cause = BY_CAUSE.find(([pattern]) => pattern.test(message));
  if (cause) return { expected: cause[1], whatToDo: cause[2] };
  return { expected: message, whatToDo: BY_CODE[code] ?? ELSE };
}
