import { PHASES } from '../records/catalogue.ts';
import { spelledTechnique } from '../records/own-technique.ts';
import { parseRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import type { Session } from '../records/session.ts';
import { utcSeconds } from '../records/time/instant.ts';
import type { Held } from '../records/versions/held.ts';
import { type ClinicClock, instantBy, shownBy } from './clinic-clock.ts';
import { errorsOfRefusals, type FieldError } from './field-errors.ts';
import { codeOfWords, typedNumber } from './typed.ts';
import { isEmptyMovement, type VisitDraft } from './visit-draft.ts';
import { FORM_WORDS } from './words.ts';

const DAY_SECONDS = 86_400;

/** For whom a form is sent, and what is held of the visit already. */
export type VisitContext = {
  clinicId: string;
  clientId: string;
  clock: ClinicClock;
  held?: Held<Session> | undefined;
};

/**
 * The session that a form reports, or what is wrong with its fields. What the form does not ask about stays as it is
 * held; so do the instants of a visit whose times were left alone, to the second.
 */
export function visitRecord(
  draft: VisitDraft,
  { clinicId, clientId, clock, held }: VisitContext,
): { record: object } | { errors: FieldError[] } {
  const startedAt = startOf(draft, clock, held);
  const techniques = draft.techniques
    .filter(({ chosen }) => chosen)
    .map(({ technique, minutes, region, pressure }) => ({
      ...{ ...spelledTechnique(technique), minutes: typedNumber(minutes) },
      ...(region !== '' && { bodyRegion: codeOfWords(region) }),
      ...(pressure !== '' && { pressure: codeOfWords(pressure) }),
    }));
  const endedAt = startedAt && endOf(draft, startedAt, clock, held, techniques);
  if (startedAt === undefined) return { errors: [{ field: 'from', message: FORM_WORDS.when }] };
  if (endedAt === undefined) return { errors: [{ field: 'to', message: FORM_WORDS.when }] };
  if (draft.complaint === '')
    return { errors: [{ field: 'complaint', message: FORM_WORDS.complaintMissing }] };
  const unnamed = draft.techniques.find((row) => row.chosen && row.technique === '');
  if (unnamed)
    return { errors: [{ field: `technique-${unnamed.row}`, message: FORM_WORDS.techniqueUnnamed }] };
  if (techniques.length === 0)
    return { errors: [{ field: 'techniques', message: FORM_WORDS.techniqueMissing }] };
  const { assessments, referral } = held ?? {};
  const phases = PHASES.filter((phase) => draft.phases[phase] !== '');
  const movements = measuredMovements(draft);
  const record = {
    ...{ type: 'session', clinicId, clientId, sessionId: draft.sessionId, therapistId: draft.therapistId },
    ...{ startedAt, endedAt, complaint: draft.complaint, techniques },
    ...(draft.before !== '' && { painBefore: typedNumber(draft.before) }),
    ...(draft.after !== '' && { painAfter: typedNumber(draft.after) }),
    ...(phases.length > 0 && {
      phases: Object.fromEntries(phases.map((phase) => [phase, typedNumber(draft.phases[phase])])),
    }),
    ...(assessments && { assessments }),
    ...(movements.length > 0 && { rangeOfMotion: movements }),
    ...(referral && { referral }),
    ...(draft.aftercare.length > 0 && { aftercare: draft.aftercare }),
  };
  const parsed = parseRecord(record);
  return 'refusals' in parsed ? { errors: visitErrors(parsed.refusals, draft) } : { record };
}

/** Refusals of a session, by the fields that it was made from. */
export function visitErrors(refusals: readonly Refusal[], draft: VisitDraft): FieldError[] {
  const chosen = draft.techniques.filter((row) => row.chosen);
  const measured = draft.movements.flatMap((row, index) => (isEmptyMovement(row) ? [] : [index]));
  return errorsOfRefusals(refusals, (path, code) => {
    const [, list, place, part = ''] = /^(techniques|rangeOfMotion)\[(\d+)\](?:\.(\w+))?$/.exec(path) ?? [];
    if (list === 'techniques')
      return `${PARTS_OF_TECHNIQUE[part] ?? 'technique'}-${chosen[Number(place)]?.row}`;
    if (list === 'rangeOfMotion')
      return `${PARTS_OF_MOVEMENT[part] ?? 'movement'}-${measured[Number(place)]}`;
    if (path.startsWith('phases.')) return `phase-${path.slice('phases.'.length)}`;
    // A time that lies too far off does so by its day.
    if (path === 'startedAt' && code === 'out-of-range') return 'date';
    return FIELDS[path];
  });
}

const PARTS_OF_TECHNIQUE: Readonly<Record<string, string>> = {
  minutes: 'minutes',
  bodyRegion: 'region',
  pressure: 'pressure',
};
const PARTS_OF_MOVEMENT: Readonly<Record<string, string>> = {
  side: 'side',
  before: 'degrees-before',
  after: 'degrees-after',
};
const FIELDS: Readonly<Record<string, string>> = {
  techniques: 'techniques',
  complaint: 'complaint',
  therapistId: 'therapistId',
  startedAt: 'from',
  endedAt: 'to',
  painBefore: 'before',
  painAfter: 'after',
};

function startOf(
  { date, from }: VisitDraft,
  clock: ClinicClock,
  held: Held<Session> | undefined,
): string | undefined {
  const isAsHeld = held?.startedAt.slice(0, 10) === date && held.startedAt.slice(11, 16) === from;
  return isAsHeld ? held.startedAt : instantBy(clock, date, from);
}

/** Left empty it follows from the techniques; a time before the start is of the next day. */
function endOf(
  { date, to }: VisitDraft,
  startedAt: string,
  clock: ClinicClock,
  held: Held<Session> | undefined,
  techniques: readonly { minutes: number | string | undefined }[],
): string | undefined {
  if (to === '') {
    const minutes = techniques.reduce(
      (sum, { minutes }) => sum + (typeof minutes === 'number' ? minutes : 0),
      0,
    );
    return shownBy(clock, new Date((utcSeconds(startedAt) + Math.ceil(minutes * 60)) * 1000));
  }
  if (held?.startedAt === startedAt && held.endedAt.slice(11, 16) === to) return held.endedAt;
  const end = instantBy(clock, date, to, startedAt);
  if (end === undefined || utcSeconds(end) > utcSeconds(startedAt)) return end;
  const nextDay = new Date(Date.parse(`${date}T00:00:00Z`) + DAY_SECONDS * 1000).toISOString().slice(0, 10);
  return instantBy(clock, nextDay, to);
}

function measuredMovements({ movements }: VisitDraft): object[] {
  return movements
    .filter((row) => !isEmptyMovement(row))
    .map(({ movement, side, before, after }) => ({
      movement: codeOfWords(movement),
      ...(side !== '' && { side: codeOfWords(side) }),
      ...(before !== '' && { before: typedNumber(before) }),
      ...(after !== '' && { after: typedNumber(after) }),
    }));
}
