import { invisibleIn } from '../values/invisible.ts';

const DAY = String.raw`\d{4}-\d{2}-\d{2}`;
const TIME = String.raw`\d{2}:\d{2}:\d{2}(\.\d+)?`;
const END = String.raw`([zZ]|[+-]\d{2}:?\d{2})?`;

/** What people and programs write where an instant is expected, the most telling first. */
const REASONS: readonly (readonly [form: RegExp, reason: string])[] = [
  [/^\s*$/, 'this one is empty'],
  [/^\s|\s$/, 'there is a blank before or after it'],
  [new RegExp(`^${DAY}$`), 'this is a day alone: the time and the offset are missing'],
  [new RegExp(`^${DAY}[tT]\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?$`), 'the offset is missing'],
  [
    new RegExp(`^${DAY} ${TIME.replace(':\\d{2}(', '(:\\d{2})?(')} ?${END}$`),
    'a blank stands where "T" is expected',
  ],
  [new RegExp(`^${DAY}[ tT]\\d:\\d{2}`), 'the hour is expected with two digits, such as 09'],
  [/^\d{4}-(\d-\d{1,2}|\d{2}-\d)(\D|$)/, 'the month and the day are expected with two digits, such as 08-03'],
  [new RegExp(`^${DAY}[tT]${TIME}${END}$`), 'wrong'],
  [new RegExp(`^${DAY}[tT]\\d{2}:\\d{2}${END}$`), 'the seconds are missing'],
  [
    /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(\D|$)/,
    'the day and the month come first; the year is expected first, then the month, then the day',
  ],
  [/^\d{4}[./]\d{1,2}[./]\d{1,2}(\D|$)/, 'the parts of the day are expected with "-" between them'],
  [
    /^\d{5}([.,]\d+)?$/,
    'this is the number by which a spreadsheet keeps a day; format the column as text before it is saved',
  ],
  [/^\d{10}(\d{3})?$/, 'this is a number of seconds or milliseconds since 1970'],
];

/**
 * Why a text is no instant, as far as its form tells; undefined where it tells nothing.
 *
 * @param text what parseInstant has refused
 */
export function instantReason(text: string): string | undefined {
  const [invisible] = invisibleIn(text);
  if (invisible !== undefined) return `it holds a character that nobody sees, ${invisible}`;
  const found = REASONS.find(([form]) => form.test(text))?.[1];
  return found === 'wrong' ? reasonInForm(text) : found;
}

/** Of a text that has all parts in their places. */
function reasonInForm(text: string): string {
  if (/[+-]\d{4}$/.test(text)) return 'the offset is expected with a colon, such as -05:00';
  if (/\.\d{10}/.test(text)) return 'a fraction has at most nine digits';
  return 'there is no such day, time or offset';
}
