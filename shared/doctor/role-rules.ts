import { codeOfTradeName } from '../mapping/vocabulary.ts';
import { type ColumnProfile, MOSTLY } from './column-profile.ts';
import { headerWords } from './header-words.ts';
import { otherUnit } from './length-units.ts';
import { scaleIn } from './score-names.ts';
import { countedIn } from './time-rule.ts';

/** What a column may be to a record. */
export type Role =
  | ('visitId' | 'clientId' | 'email' | 'therapist' | 'start' | 'startTime' | 'day' | 'end' | 'endTime')
  | (
      | 'duration'
      | 'technique'
      | 'complaint'
      | 'bodyRegion'
      | 'status'
      | 'noShow'
      | 'attended'
      | 'cancelled'
      | 'deleted'
    )
  | ('painPair' | 'painBefore' | 'painAfter' | 'pain' | 'soreness' | 'updated' | 'submitted' | 'consent')
  | ('psfs' | 'odi' | 'ndi' | 'promisPain');

/** How a column of a role is known. */
export type RoleRule = {
  role: Role;
  /** What its name may say, as headerWords has words, the likeliest first; between them a bar. */
  says: string;
  /** Words that it does not have, a blank between them. */
  not?: string;
  /** How its texts look. */
  fits(column: ColumnProfile): boolean;
  /** Phrases of `says` that count only where they are the whole name, but for words that say nothing. */
  alone?: string;
  /** Whether one word in a whole question is enough, such as "How is your pain right now?". */
  inQuestions?: boolean;
};

const isTime = (column: ColumnProfile) => column.share('instant') + column.share('day') > 0.6;
/** Where some days have no time those rows are refused, each for what it lacks. */
const isInstant = (column: ColumnProfile) =>
  column.share('instant') > 0.6 ||
  (column.share('instant') > 0.3 && isTime(column)) ||
  countedIn(column) !== undefined;
const isClock = (column: ColumnProfile) => column.share('time') + column.share('pointTime') > 0.8;
const isYesNo = (column: ColumnProfile) => column.filled === 0 || column.share('yesNo') > 0.8;
const isMark = (column: ColumnProfile) => isYesNo(column) || isTime(column);
const isScore = (column: ColumnProfile) => {
  const numbers =
    column.share('zeroToHundred') +
    column.share('ofTen') +
    column.share('commaNumber') +
    column.share('onLine');
  return column.filled === 0 || numbers + column.share('noAnswer') > 0.4 || column.share('severity') > 0.5;
};
/** Of a column that is called a score numbers among other signs are enough: such cells are refused for what they are. */
const isMoreOrLessScore = (column: ColumnProfile) => isScore(column) || column.share('hasScore') > 0.25;
const isMeasured = (column: ColumnProfile) => column.filled > 0 && isScore(column);
const isNumber = (column: ColumnProfile) =>
  column.filled > 0 &&
  column.share('zeroToHundred') +
    column.share('number') +
    column.share('commaNumber') +
    column.share('noAnswer') >
    0.4;
const isLabel = (column: ColumnProfile) =>
  column.share('long') < 0.3 && column.share('day') + column.share('instant') < 0.3;
const isIdLike = (column: ColumnProfile) =>
  column.share('id') + column.share('link') > 0.7 &&
  column.share('day') + column.share('instant') + column.share('time') < 0.5;
/** A number, and not what somebody is called, which is of letters alone. */
const saysNumber = (name: string) =>
  headerWords(name).some((word) =>
    ['id', 'number', 'reference', 'chart', 'record', 'guid', 'uid', 'uuid'].includes(word),
  );
const isOfLetters = ({ values }: ColumnProfile) => ![...values.keys()].some((text) => /\d/.test(text));
const isLength = (column: ColumnProfile) =>
  otherUnit(column) === undefined &&
  column.share('number') + column.share('minutes') + column.share('time') > 0.7;
const fewer = (most: number, fits: (column: ColumnProfile) => boolean) => (column: ColumnProfile) =>
  column.filled > 0 && column.values.size <= most && fits(column);

const NOT_A_SCORE = 'date complete location area where interference past week weeks month body type kind';

/** What an item of an instrument, or what was noted beside it, is called; its score is not. */
const NO_TOTAL = 'complete date item section question 1 2 3 4 5 6 7 8 9 10 timestamp';

/** Whose an address is that is not the client's. */
export const NOT_THE_CLIENTS =
  'therapist clinic company desk location sender owner admin creator user by manager';

/** Times of something else than the visit: of its booking, of a person, of a record, of another visit. */
export const OTHER_TIMES =
  'created creation birth dob born invoice scheduled made purchase purchased booked requested request paid payment randomized randomised enrolled enrolment enrollment registered registration signed consent consented expiry expires imported exported printed updated cancelled deleted archived next last previous referral referred sent invited invitation due';

const NO_SERVICE = 'price duration note id plan pay card certificate links color response location';
/** What is called no more than a type may be one of anything, such as of responses. */
const namesTechniques = (column: ColumnProfile) =>
  [...column.values.keys()].some((text) => codeOfTradeName('technique', text) !== undefined);

/** In order: what comes first is asked first, and a column has one role. */
export const ROLE_RULES: readonly RoleRule[] = [
  {
    role: 'painPair',
    says: 'pain before after|before after nprs|before after vas|before after nrs|before after|pain|nprs|nrs|vas',
    not: NOT_A_SCORE,
    fits: (column) => column.share('pair') > MOSTLY,
    inQuestions: true,
  },
  {
    role: 'painBefore',
    says: 'pain before|before nprs|before vas|before nrs|start pain|pain in|intake pain',
    not: `after ${NOT_A_SCORE}`,
    fits: isMoreOrLessScore,
    inQuestions: true,
  },
  {
    role: 'painAfter',
    says: 'pain after|after nprs|after vas|after nrs|end pain|pain out|exit pain|discharge pain',
    not: `before ${NOT_A_SCORE}`,
    fits: isMoreOrLessScore,
    inQuestions: true,
  },
  { role: 'soreness', says: 'soreness|sore|doms', not: 'where date', fits: isMeasured, inQuestions: true },
  { role: 'psfs', says: 'psfs', not: 'complete date total name', fits: isMeasured },
  {
    role: 'odi',
    says: 'odi total|odi score|odi percent|oswestry disability index|oswestry score|oswestry|odi',
    not: `${NO_TOTAL} raw sum points`,
    fits: (column) =>
      (isNumber(column) || column.share('percent') > 0.4) && scaleIn(column.name)?.high !== 50,
  },
  {
    role: 'ndi',
    says: 'ndi total|ndi score|neck disability index|neck disability score|ndi',
    not: `${NO_TOTAL} percent percentage`,
    fits: (column) => isNumber(column) && !/%|[/ ]100\b/.test(column.name),
  },
  {
    role: 'promisPain',
    says: 'promis pain interference t score|promis pain interference tscore|promis pain interference|pain interference t score|pain interference tscore|promis pi t score|promis pi tscore|promis pi',
    not: `${NO_TOTAL} raw physical sleep fatigue`,
    fits: isNumber,
  },
  {
    role: 'pain',
    says: 'pain|nprs|nrs|vas',
    not: 'before after date complete location area where interference body type kind',
    fits: isMeasured,
    inQuestions: true,
  },
  {
    role: 'consent',
    says: 'partner reports|consent|share outcomes',
    not: 'date time',
    fits: fewer(8, isYesNo),
  },
  {
    role: 'noShow',
    says: 'did not arrive|did not show|did not attend|number show|number showed|not attended|nicht erschienen|dna|missed|noshow|absent|ausente|assente|afwezig',
    fits: isYesNo,
  },
  {
    role: 'attended',
    says: 'attended|showed up|showed|held|asistio|compareceu|erschienen|took place|attendance',
    not: 'at time by count',
    fits: fewer(8, isYesNo),
  },
  {
    role: 'cancelled',
    says: 'cancelled at|cancelled|late cancelled|cancelled date|cancelled time|cancellation date|cancellation time',
    not: 'reason by note',
    fits: isMark,
  },
  { role: 'deleted', says: 'deleted at|archived at|deleted', fits: isMark },
  {
    role: 'status',
    says: 'status|appointment status|attendance',
    not: 'payment invoice insurance chart paid validation reminder intake consent membership package plan billing claim note form',
    fits: fewer(30, isLabel),
  },
  {
    role: 'updated',
    says: 'updated at|recorded at|last updated|updated|entered date|updated time',
    not: 'by',
    fits: isInstant,
  },
  {
    role: 'start',
    says: 'appointment date time|start date time|date time',
    not: `end ${OTHER_TIMES} submitted completed survey response`,
    fits: isInstant,
  },
  {
    role: 'submitted',
    says: 'submission time|date submitted|submitted at|submitted|completed at|completed on|survey completed on|completed date|completion time|time|survey time',
    not: `start end of zone appointment duration client ${OTHER_TIMES}`,
    fits: isInstant,
  },
  {
    role: 'duration',
    says: 'duration|minutes|duration minutes|service duration|how long',
    not: 'recovery price buffer setup pain ago',
    fits: isLength,
  },
  {
    role: 'end',
    says: 'end at|end time|end|end date time|appointment end date time|appointment end',
    not: 'start weekend',
    fits: isInstant,
  },
  {
    role: 'start',
    says: 'start at|start time|start|start date time|appointment start date time|appointment time|appointment start|appointment date|date time|date|appointment date time',
    not: `end ${OTHER_TIMES}`,
    fits: isInstant,
  },
  { role: 'endTime', says: 'end time|end|time out|out|to|until|bis|hasta|tot', fits: isClock },
  {
    role: 'startTime',
    says: 'start time|time in|time|appointment time|start|from|von|desde|van',
    fits: isClock,
  },
  {
    role: 'day',
    says: 'appointment date|start date|date|day|appointment day|assessment date|date of appointment|nprs date|psfs date',
    not: `end ${OTHER_TIMES}`,
    fits: (column) => column.share('day') > 0.6,
  },
  {
    role: 'visitId',
    says: 'appointment id|appointment number|submission id|response id|score id|instance id|measurement id|entry id|event id|id|uuid|guid|appointment',
    not: 'client therapist type invoice location goal record study chart member network device collector user case episode package token ip row',
    alone: 'appointment',
    fits: (column) => isIdLike(column) && column.isAllDistinct,
  },
  {
    role: 'clientId',
    says: 'client id|client number|client reference id|client reference|client guid|client uid|client uuid|client links self|record id|client|study id|chart number|member id|member number|id|external data reference|external reference',
    not: 'name email note first last phone type status age gender sex',
    alone: 'client|id',
    fits: (column) => isIdLike(column) && (saysNumber(column.name) || !isOfLetters(column)),
  },
  {
    role: 'email',
    says: 'email|email address|client email|username',
    not: NOT_THE_CLIENTS,
    fits: (column) => column.share('email') > 0.6,
  },
  {
    role: 'technique',
    says: 'technique|technique used|service name|service|appointment type name|appointment type|massage type|type of massage|event type',
    not: NO_SERVICE,
    fits: fewer(100, isLabel),
  },
  {
    role: 'technique',
    says: 'type|item|product',
    not: NO_SERVICE,
    fits: fewer(100, (column) => isLabel(column) && namesTechniques(column)),
  },
  {
    role: 'complaint',
    says: 'complaint|reason for appointment|chief complaint|main complaint|main concern|condition|reason|diagnosis|presenting issue|what brings you in',
    not: 'cancelled cancellation note notes links',
    fits: fewer(100, isLabel),
  },
  {
    role: 'bodyRegion',
    says: 'body region|body area|area|region|area treated|pain location|body part|where pain',
    not: 'id time',
    fits: fewer(60, isLabel),
  },
  {
    role: 'therapist',
    says: 'therapist id|therapist|therapist member name|therapist name|therapist links self|calendar|team member|therapist member|with',
    not: 'note email phone gender',
    fits: (column) => column.filled > 0 && (isLabel(column) || isIdLike(column)),
  },
];
