import type { Decision, RowRule } from '../mapping/mapping.ts';
import { readYesNo } from '../mapping/written-number.ts';
import type { ColumnProfile } from './column-profile.ts';
import { headerWords } from './header-words.ts';
import type { Roles } from './roles.ts';
import { isHeld, isOfVisits, isStopped, skippedAs } from './status-words.ts';

/**
 * Which rows are no visits that took place.
 *
 * @param others columns of no role: those that may say so too are told
 * @param columns all of them
 */
export function decideRows(
  roles: Roles,
  others: readonly ColumnProfile[],
  columns: readonly ColumnProfile[],
): { rows: RowRule[]; decisions: Decision[] } {
  const rows: RowRule[] = [];
  const decisions: Decision[] = [];
  const status = roles.get('status')?.[0];
  const saying = others.filter(saysWhetherHeld);
  // Where another column says who came, a visit that was confirmed is one that may have taken place.
  const isAttended = saying.some(({ values }) => [...values.keys()].some(isHeld));
  for (const column of [...(status ? [status] : []), ...saying]) {
    const found = ruleOfStatuses(column, isAttended && column === status);
    if (found) rows.push(found.rule);
    decisions.push(...(found?.decisions ?? []));
  }
  for (const [role, as] of [
    ['noShow', 'no-show'],
    ['cancelled', 'cancelled'],
    ['deleted', 'deleted'],
  ] as const) {
    const column = roles.get(role)?.[0];
    if (!column) continue;
    const when =
      column.filled > 0 && column.share('yesNo') > 0.8 ? 'yes' : role === 'noShow' ? 'yes' : 'filled';
    rows.push({ column: column.name, when, as });
    const says = when === 'yes' ? 'says yes' : 'is filled';
    decisions.push({
      about: column.name,
      sure: 'likely',
      why: `a row in which it ${says} is passed over as ${as}`,
    });
  }
  const attended = roles.get('attended')?.[0];
  if (attended) {
    const words = [...attended.values.keys()];
    const saying = (wanted: boolean) =>
      words.filter((word) => {
        const read = readYesNo(word);
        return 'value' in read && read.value === wanted;
      });
    const skipped = Object.fromEntries(saying(false).map((word) => [word, 'no-show']));
    rows.push({ column: attended.name, held: saying(true), skipped });
    const why =
      'a row in which it says no is passed over as no-show, and one in which it says neither is refused';
    decisions.push({ about: attended.name, sure: 'likely', why });
  }
  const reason = others.find(isReasonOfCancelling);
  if (reason && !status && !roles.has('cancelled')) {
    rows.push({ column: reason.name, when: 'filled', as: 'cancelled' });
    const why = 'a row in which there is a reason for cancelling is passed over as cancelled';
    decisions.push({ about: reason.name, sure: 'likely', why });
  }
  for (const { name, values } of columns) {
    const trials = [...values.keys()].filter((word) => TRIAL.test(word));
    if (trials.length === 0 || !RESPONSES.test(name)) continue;
    rows.push({ column: name, is: trials, as: 'trial' });
    const why = `responses that are ${trials.join(', ')} are nobody's and passed over`;
    decisions.push({ about: name, sure: 'likely', why });
  }
  const open = others.filter((column) => column !== reason && !saying.includes(column));
  return { rows, decisions: [...decisions, ...open.flatMap(mayDecide)] };
}

/** The rule of a column of statuses; undefined where none of them is known. */
function ruleOfStatuses(
  { name, values }: ColumnProfile,
  isBookingOnly: boolean,
): { rule: RowRule; decisions: Decision[] } | undefined {
  const words = [...values.keys()];
  const asOf = (word: string) => {
    const as = skippedAs(word);
    return isBookingOnly && as === 'not-held-yet' ? undefined : as;
  };
  const skipped = Object.fromEntries(words.flatMap((word) => (asOf(word) ? [[word, asOf(word)!]] : [])));
  const named = words.filter((word) => isHeld(word) || (isBookingOnly && skippedAs(word) === 'not-held-yet'));
  const unknown = words.filter((word) => !named.includes(word) && !Object.hasOwn(skipped, word));
  if (named.length + Object.keys(skipped).length === 0) return undefined;
  // A mark stands at the rows that it is about, and nowhere else.
  const isMark = words.every((word) => isStopped(word) || MARK_OF_HELD.test(word));
  const held = isMark ? [...named, ''] : named;
  const why = `${[...named, ...(isMark ? ['rows without a word'] : [])].join(', ') || 'none of them'} count as held; ${Object.keys(skipped).join(', ') || 'none of them'} are passed over`;
  const decisions: Decision[] = [{ about: name, sure: 'likely', why }];
  if (unknown.length > 0)
    decisions.push({
      about: name,
      sure: 'undecided',
      why: `whether these took place is not known: ${unknown.slice(0, MOST_TOLD).join(', ')}`,
    });
  return { rule: { column: name, held, skipped }, decisions };
}

/** How Qualtrics tells what its makers have answered themselves, in words or by a channel. */
const TRIAL = /^(survey (preview|test)|preview|spam|generated test response)$/i;
const RESPONSES = /^(response type|status|distribution ?channel)$/i;

/** What is put down beside a response that was looked at: one that nobody has looked at yet has none. */
const MARK_OF_HELD = /^(approved|accepted)$/i;

/** What a status may be of that is not the visit. */
const NOT_THE_VISITS =
  /\b(payments?|paid|invoices?|billing|insurance|claims?|charts?|notes?|validation|client|membership|package|plan|reminders?|consent|reason)\b/;

/** Whether a column that is called by no status holds nothing else than statuses, such as "Attended" and "DNA" under "Outcome". */
function saysWhetherHeld(column: ColumnProfile): boolean {
  const words = [...column.values.keys()];
  if (
    words.length > 30 ||
    column.share('yesNo') > 0.2 ||
    NOT_THE_VISITS.test(headerWords(column.name).join(' '))
  )
    return false;
  return (
    words.some(isStopped) &&
    words.some(isOfVisits) &&
    words.every((word) => isHeld(word) || skippedAs(word) !== undefined)
  );
}

const isReasonOfCancelling = ({ name, filled }: ColumnProfile) => {
  const words = headerWords(name);
  return (
    filled > 0 && words.includes('reason') && words.some((word) => /^cancell?(ed|ation|ing)$/.test(word))
  );
};

/** No more words of a column are told. */
const MOST_TOLD = 8;

/** A column that may say that a visit did not take place, although its name does not: its rows are read all the same. */
function mayDecide(column: ColumnProfile): Decision[] {
  const words = [...column.values.keys()];
  const say = (why: string): Decision[] => [
    {
      about: column.name,
      sure: 'unsure',
      why: `${why}; rows are read whatever it says: where it tells that a visit did not take place, list it under "rows"`,
    },
  ];
  const isNumbers = column.share('number') > 0;
  if (column.share('yesNo') > 0.8 && words.length > 1 && !isNumbers)
    return say('says yes or no, and its name does not tell of what');
  const stops = words.filter(isStopped);
  if (stops.length === 0 || words.length > 30 || column.share('long') > 0.2) return [];
  return say(`holds words such as ${stops.slice(0, MOST_TOLD).join(', ')}`);
}
