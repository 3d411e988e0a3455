import type { Technique } from '../../records/catalogue.ts';
import type { FactType } from '../../records/record.ts';
import { keyText, parseKey } from './key-text.ts';

/**
 * Every DynamoDB key of records, views and the registry, built and parsed here and nowhere else. Ids cannot contain `#` (records/fields.ts),
 * so a key splits in one way only. What comes from outside is parsed as an id at the door; a part that holds `#`
 * all the same makes no key here, since it could reach another's items.
 */
export type ItemKey = { pk: string; sk: string };

/** One client of one clinic, by pseudonym: a partition of the Records table. */
export type ClientKey = { clinicId: string; client: string };
/** The view "session outcomes". */
export type ClientMonthKey = ClientKey & { month: string };
/** The view "clinic-month statistics". */
export type ClinicMonthKey = { clinicId: string; month: string };
/** The view "goal progress". */
export type GoalKey = ClientKey & { therapistId: string; goalId: string };

const RECORD_PREFIX = {
  session: 'SESSION',
  'pain-score': 'SCORE',
  goal: 'GOAL',
  measurement: 'MEASUREMENT',
  care: 'CARE',
} as const;

/** The index that reads a window of time of one client, strongly consistent. */
export const BY_INSTANT = 'by-instant';
/** Of goals and of the versions of goals that were replaced. */
export const GOALS_SK_PREFIX = RECORD_PREFIX.goal;
/** Partition keys of clients' records; the stream filter of derive-outcomes selects by it. */
export const CLIENT_PK_PREFIX = 'CLINIC#';
/** Sort keys of session outcomes; the stream filter of summarise-techniques selects by it. */
export const CLIENT_SK_PREFIX = 'CLIENT#';

export const clientPk = ({ clinicId, client }: ClientKey) => keyText`CLINIC#${clinicId}#CLIENT#${client}`;

export function parseClientPk(pk: string): ClientKey {
  const [, clinicId, client] = parseKey(pk, /^CLINIC#([^#]+)#CLIENT#([^#]+)$/);
  return { clinicId: clinicId!, client: client! };
}

/** The sort key of a record: identity only, nothing that a correction can change. */
export function recordSk(type: FactType, id: string): string {
  return type === 'consent' ? CONSENT_SK : keyText`${RECORD_PREFIX[type]}#${id}`;
}
/** The type of the record that has a sort key. */
export function typeOfRecord(sk: string): FactType {
  const [prefix] = sk.split('#');
  const found = Object.entries(RECORD_PREFIX).find(([, name]) => name === prefix);
  return found ? (found[0] as FactType) : 'consent';
}
export const CONSENT_SK = 'CONSENT';
/** Of the therapists in whose care a client is, or was. */
export const CARE_SK_PREFIX = `${RECORD_PREFIX.care}#`;
export const careItem = (owner: ClientKey, therapistId: string): ItemKey =>
  careItemOf(clientPk(owner), therapistId);
/** The same, in the partition of a client. */
export const careItemOf = (pk: string, therapistId: string): ItemKey => ({
  pk,
  sk: recordSk('care', therapistId),
});

/**
 * A version of a record that a later one replaced. It never changes, so its instant may stand in its key.
 *
 * @param recordedAt as utcSortKey; of a removal its own
 */
export const versionItem = (record: ItemKey, recordedAt: string): ItemKey => ({
  pk: record.pk,
  sk: `${versionsPrefix(record.sk)}${recordedAt}`,
});
/** Of all versions that a record has replaced: `SESSIONVERSION#s-1#`, and of consents, one a client, `CONSENTVERSION#`. */
export function versionsPrefix(sk: string): string {
  const [, type, id] = parseKey(sk, /^([A-Z]+)(?:#([^#]+))?$/);
  return `${type}VERSION#${id === undefined ? '' : `${id}#`}`;
}
/** The goal that a version of one belongs to. */
export const goalIdOfVersion = (sk: string) => parseKey(recordOfVersion(sk), /^GOAL#([^#]+)$/)[1]!;
/** The sort key of the record that a version belongs to. */
export function recordOfVersion(sk: string): string {
  const [, type, id] = parseKey(sk, /^([A-Z]+)VERSION#(?:([^#]+)#)?[^#]+$/);
  return id === undefined ? type! : `${type}#${id}`;
}
export const isVersion = (sk: string) => /^[A-Z]+VERSION#/.test(sk);

/**
 * What has happened to a record that no version of it tells: that it was moved, or what became of care that nobody said.
 *
 * @param what a word, and, where several may come at once, the instant by which they are told apart
 */
export const eventItem = (record: ItemKey, instant: string, what: string): ItemKey => ({
  pk: record.pk,
  sk: eventsPrefix(record.sk) + keyText`${instant}#${what}`,
});
/** Of everything that has happened to a record. */
export const eventsPrefix = (sk: string) => `${EVENT}#${sk}#`;
const EVENT = 'EVENT';
export const isEvent = (sk: string) => sk.startsWith(`${EVENT}#`);
/** The sort key of the record to which something has happened. */
export const recordOfEvent = (sk: string) => parseKey(sk, /^EVENT#(.+)#[^#]+#[^#]+$/)[1]!;

/** What of a merged client another item stands for, by whom it came under, until they are two again: no fact. */
export const parkedItem = (target: ItemKey, client: string): ItemKey => ({
  pk: target.pk,
  sk: PARKED_SK_PREFIX + keyText`${client}#` + target.sk,
});
export const PARKED_SK_PREFIX = 'PARKED#';
export const isParked = (sk: string) => sk.startsWith(PARKED_SK_PREFIX);
/** Whose a parked item is, and the sort key that it had. */
export function parseParkedSk(sk: string): { client: string; sk: string } {
  const [, client, parked] = parseKey(sk, /^PARKED#([^#]+)#(.+)$/);
  return { client: client!, sk: parked! };
}

/**
 * Says which client of a clinic holds the id of a session or a goal. In no client's partition, so that two clients
 * who are sent one id at once meet in one item; no record, so the stream that derives views leaves it out.
 */
export const identityItem = ({ pk, sk }: ItemKey): ItemKey => ({
  pk: keyText`IDENTITY#${parseClientPk(pk).clinicId}#` + sk,
  sk: 'HOLDER',
});

/** Visits of a client that have begun and are not over: outside his partition, as they are no records. */
export const begunVisitsPk = ({ clinicId, client }: ClientKey) => keyText`BEGUN-VISITS#${clinicId}#${client}`;
export const begunVisitItem = (owner: ClientKey, sessionId: string): ItemKey => ({
  pk: begunVisitsPk(owner),
  sk: keyText`SESSION#${sessionId}`,
});

const ERASURE_SK = 'ERASURE';
const HAS_GOALS_SK = 'HAS-GOALS';
/** Says up to which instant everything of a client was erased. Marks lie among a client's records and hold no fact. */
export const erasureMark = (pk: string): ItemKey => ({ pk, sk: ERASURE_SK });
/** Marks a client who has, or had, a goal: most have none, and that is quicker to know than to query. */
export const goalsMark = (pk: string): ItemKey => ({ pk, sk: HAS_GOALS_SK });
/** One erasure, by its own instant as utcSortKey: when the same comes again, it is a repetition. */
export const erasureItem = (pk: string, recordedAt: string): ItemKey => ({
  pk,
  sk: `${ERASED_SK_PREFIX}${recordedAt}`,
});
export const ERASED_SK_PREFIX = 'ERASED#';
/** That two ids of clients became one person's, or two again, by the instant at which it was said; of all whom it concerns. */
export const mergeNote = (pk: string, instant: string): ItemKey => ({
  pk,
  sk: `${MERGED_SK_PREFIX}${instant}`,
});
export const MERGED_SK_PREFIX = 'MERGED#';
export const isMergeNote = (sk: string) => sk.startsWith(MERGED_SK_PREFIX);
export const isMark = (sk: string) =>
  sk === ERASURE_SK || sk === HAS_GOALS_SK || sk.startsWith(ERASED_SK_PREFIX) || isMergeNote(sk);
/** Says that a therapist has begun the care of a new client: of two at once, one only. No mark: it goes with the rest. */
export const begunMark = (pk: string): ItemKey => ({ pk, sk: 'BEGUN' });
export const isBegunMark = (sk: string) => sk === 'BEGUN';

/**
 * A link to a client's journal, by the digest of its code: whoever brings the code finds it, and nobody else. It lies in
 * no client's partition, as whose it is, is what it tells; no record, so the stream that derives views leaves it out.
 */
export const journalLinkItem = (digest: string): ItemKey => ({ pk: keyText`JOURNAL#${digest}`, sk: 'LINK' });
/** The same among all links of its clinic, by client. */
export const journalLinksPk = (clinicId: string) => keyText`JOURNALS#${clinicId}`;
export const JOURNAL_LINKS_SK_PREFIX = 'CLIENT#';
export const journalLinksSkPrefix = (client: string) => JOURNAL_LINKS_SK_PREFIX + keyText`${client}#`;
export const journalLinkEntry = ({ clinicId, client }: ClientKey, digest: string): ItemKey => ({
  pk: journalLinksPk(clinicId),
  sk: journalLinksSkPrefix(client) + keyText`${digest}`,
});
/** Says when all links of a client were withdrawn, also those that are kept nowhere. */
export const journalWithdrawal = ({ clinicId, client }: ClientKey): ItemKey => ({
  pk: journalLinksPk(clinicId),
  sk: keyText`WITHDRAWN#${client}`,
});

export const monthPk = ({ clinicId, month }: ClinicMonthKey) => keyText`CLINIC#${clinicId}#MONTH#${month}`;
export const clientMonthItem = (key: ClientMonthKey): ItemKey => ({
  pk: monthPk(key),
  sk: CLIENT_SK_PREFIX + keyText`${key.client}`,
});

/** Sort keys of courses of care, beside the session outcomes of the month they began in. */
export const COURSES_SK_PREFIX = 'COURSES#';
export const coursesItem = (key: ClientMonthKey): ItemKey => ({
  pk: monthPk(key),
  sk: COURSES_SK_PREFIX + keyText`${key.client}`,
});

/** Clinic and month of an item in a month's partition. */
export function parseMonthPk(pk: string): ClinicMonthKey {
  const [, clinicId, month] = parseKey(pk, /^CLINIC#([^#]+)#MONTH#(\d{4}-\d{2})$/);
  return { clinicId: clinicId!, month: month! };
}

/** The client of an item in a month's partition. */
export function parseMonthSk(sk: string): string {
  return parseKey(sk, /^(?:CLIENT|COURSES)#([^#]+)$/)[1]!;
}

export const statisticsPk = (clinicId: string) => keyText`CLINIC#${clinicId}#STATISTICS`;
export const monthSkPrefix = (month: string) => keyText`${month}#`;
export const techniqueItem = (key: ClinicMonthKey, technique: Technique): ItemKey => ({
  pk: statisticsPk(key.clinicId),
  sk: monthSkPrefix(key.month) + keyText`TECHNIQUE#${technique}`,
});
/** Everything of a clinic-month that is not about one technique. */
export const clinicItem = (key: ClinicMonthKey): ItemKey => ({
  pk: statisticsPk(key.clinicId),
  sk: `${monthSkPrefix(key.month)}CLINIC`,
});

/** What cannot be among the facts of a clinic's months: an item a month, in order. */
export const checksPk = (clinicId: string) => `CLINIC#${clinicId}#CHECKS`;
export const checksItem = ({ clinicId, month }: ClinicMonthKey): ItemKey => ({
  pk: checksPk(clinicId),
  sk: `${CHECKED_MONTH_SK_PREFIX}${month}`,
});
export const CHECKED_MONTH_SK_PREFIX = 'MONTH#';
/** The month of a checks item. */
export function monthOfChecks(sk: string): string {
  return parseKey(sk, /^MONTH#(\d{4}-\d{2})$/)[1]!;
}

/** What of a month's first and last days may contradict its neighbours. */
export const edgesItem = ({ clinicId, month }: ClinicMonthKey): ItemKey => ({
  pk: checksPk(clinicId),
  sk: keyText`EDGES#${month}`,
});
/** What cannot be among the facts of two months, by the later one. */
export const bordersItem = ({ clinicId, month }: ClinicMonthKey): ItemKey => ({
  pk: checksPk(clinicId),
  sk: `${BORDER_SK_PREFIX}${month}`,
});
export const BORDER_SK_PREFIX = 'BORDER#';
export function monthOfBorder(sk: string): string {
  return parseKey(sk, /^BORDER#(\d{4}-\d{2})$/)[1]!;
}

/** The month of a statistics item. */
export function monthOfStatistics(sk: string): string {
  return parseKey(sk, /^(\d{4}-\d{2})#(?:CLINIC|TECHNIQUE#[^#]+)$/)[1]!;
}

export const goalsPk = (clinicId: string) => keyText`CLINIC#${clinicId}#GOALS`;
/** Of one therapist's goals, or of everybody's. */
export const goalsSkPrefix = (therapistId?: string) =>
  therapistId === undefined ? 'THERAPIST#' : keyText`THERAPIST#${therapistId}#`;
export const goalItem = (key: GoalKey): ItemKey => ({
  pk: goalsPk(key.clinicId),
  sk: goalsSkPrefix(key.therapistId) + keyText`CLIENT#${key.client}#GOAL#${key.goalId}`,
});

export function parseGoalItem({ pk, sk }: ItemKey): GoalKey {
  const [, clinicId] = parseKey(pk, /^CLINIC#([^#]+)#GOALS$/);
  const [, therapistId, client, goalId] = parseKey(sk, /^THERAPIST#([^#]+)#CLIENT#([^#]+)#GOAL#([^#]+)$/);
  return { clinicId: clinicId!, therapistId: therapistId!, client: client!, goalId: goalId! };
}

/** A clinic, in the Registry table: what it says of itself, and what its keys are derived from. */
export const settingsItem = (clinicId: string): ItemKey => ({ pk: `CLINIC#${clinicId}`, sk: 'SETTINGS' });
/**
 * The clinics that are held, an item each in one partition: 10,000 of them are read in a second, by those who walk all
 * clinics on a schedule, and the table is never scanned.
 */
export const CLINICS_PK = 'CLINICS';
export const CLINICS_SK_PREFIX = 'CLINIC#';
export const directoryItem = (clinicId: string): ItemKey => ({
  pk: CLINICS_PK,
  sk: CLINICS_SK_PREFIX + keyText`${clinicId}`,
});
/** The clinic of an item of the directory. */
export const clinicOfDirectory = (sk: string) => parseKey(sk, /^CLINIC#([^#]+)$/)[1]!;

/** The agreements with partners, in the Registry table, in one partition. */
export const PROGRAMMES_PK = 'PROGRAMMES';
export const PROGRAMME_SK_PREFIX = 'PROGRAMME#';
export const programmeItem = (programme: string): ItemKey => ({
  pk: PROGRAMMES_PK,
  sk: PROGRAMME_SK_PREFIX + keyText`${programme}`,
});
/** Counts the changes of programmes, so that nobody changes one who has not seen the others as they are. */
export const PROGRAMMES_GUARD: ItemKey = { pk: PROGRAMMES_PK, sk: 'GUARD' };

/** The view "take-overs": what therapists have taken over by themselves, of a clinic. */
export type TakeOverKey = ClientKey & { therapistId: string };
export const takeOversPk = (clinicId: string) => `CLINIC#${clinicId}#TAKE-OVERS`;
export const TAKE_OVERS_SK_PREFIX = 'THERAPIST#';
export const takeOverItem = (key: TakeOverKey): ItemKey => ({
  pk: takeOversPk(key.clinicId),
  sk: `${TAKE_OVERS_SK_PREFIX}${key.therapistId}#CLIENT#${key.client}`,
});

export function parseTakeOverItem({ pk, sk }: ItemKey): TakeOverKey {
  const [, clinicId] = parseKey(pk, /^CLINIC#([^#]+)#TAKE-OVERS$/);
  const [, therapistId, client] = parseKey(sk, /^THERAPIST#([^#]+)#CLIENT#([^#]+)$/);
  return { clinicId: clinicId!, therapistId: therapistId!, client: client! };
}
