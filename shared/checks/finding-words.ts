import { dateWords, momentWords } from '../outcomes/date-words.ts';
import { type Check, type Finding, MOST_SESSIONS_SHOWN } from './finding.ts';

/** What a finding comes to in a sentence, and what would mend it. */
export type FindingWords = { what: string; mend: string };

/** A kind of finding as a heading. */
export const CHECK_LABELS: Readonly<Record<Check, string>> = {
  'client-in-two-places': 'A client at two places at once',
  'therapist-in-two-places': 'A therapist at two places at once',
  'one-id-two-clients': 'One session under two clients',
  'implausible-date': 'A date that cannot be',
  'too-many-sessions': 'More sessions than one person has',
  'minutes-beyond-session': 'More minutes than the session lasts',
  'zero-scores-in-series': 'No pain before and after, again and again',
};

const MEND: Readonly<Record<Check, string>> = {
  'client-in-two-places':
    'Correct the start or the end of one; if one belongs to another client, move it there; if both are one visit, delete one.',
  'therapist-in-two-places':
    'Correct the start or the end of one, or who gave it; if both are one visit, delete one.',
  'one-id-two-clients':
    'Delete it under the client whose it is not; if they are two visits, record one again, which gives it an id of its own.',
  'implausible-date': 'Correct the date, or delete what never was.',
  'too-many-sessions':
    'If the client number stands for several people, move the sessions to the clients whose they are; delete what is there twice.',
  'minutes-beyond-session': 'Correct the minutes, or the start and the end.',
  'zero-scores-in-series':
    'Where nobody was asked, take the scores out of the sessions: a score that is missing is left out, never 0.',
};

/** Says of a finding what is wrong and what to do, with counts and times and without anybody's name. */
export function findingWords(finding: Finding): FindingWords {
  return { what: WHAT[finding.check](finding), mend: MEND[finding.check] };
}

const WHAT: Readonly<Record<Check, (finding: Finding) => string>> = {
  'client-in-two-places': ({ sessions: [one, other] }) =>
    `One client's sessions overlap: the second starts ${momentWords(other!.startedAt)}, before the one from ${momentWords(one!.startedAt)} has ended.`,
  'therapist-in-two-places': ({ sessions: [one, other] }) =>
    `One therapist's sessions with two clients overlap: the second starts ${momentWords(other!.startedAt)}, before the one from ${momentWords(one!.startedAt)} has ended.`,
  'one-id-two-clients': ({ sessions }) =>
    `The same session id stands under ${new Set(sessions.map(({ client }) => client)).size} clients, and counts for each.`,
  'implausible-date': ({ count, scores = [] }) => {
    const told = [
      ...(count > 0 ? [sessionsText(count)] : []),
      ...(scores.length > 0 ? [`${scores.length} journal ${scores.length === 1 ? 'entry' : 'entries'}`] : []),
    ];
    return `${told.join(' and ')} dated before the clinic opened or after tomorrow.`;
  },
  'too-many-sessions': ({ sessions, count }) =>
    `${sessionsText(count)} of one client lie closer than any person comes: twenty or more in seven days, from ${dateWords(sessions[0]!.startedAt)} on.`,
  'minutes-beyond-session': ({ minutes }) =>
    `${minutesText(minutes!.told)} are told of a session of ${minutesText(minutes!.session)}.`,
  'zero-scores-in-series': ({ sessions, count }) =>
    `${sessionsText(count)} in a row have a pain of 0 before and 0 after, from ${dateWords(sessions[0]!.startedAt)} on.`,
};

/** How many sessions of a finding are not shown. */
export const notShown = ({ count }: Pick<Finding, 'count'>) => Math.max(0, count - MOST_SESSIONS_SHOWN);

const sessionsText = (count: number) => `${count} session${count === 1 ? '' : 's'}`;
const minutesText = (minutes: number) => `${Number(minutes.toFixed(1))} minute${minutes === 1 ? '' : 's'}`;
