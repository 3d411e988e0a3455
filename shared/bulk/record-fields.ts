/** The fields that the fast reading knows, with the bit that says that a record has one. */
export const FIELDS = [
  'type',
  'clinicId',
  'sessionId',
  'scoreId',
  'clientId',
  'therapistId',
  'recordedAt',
  'startedAt',
  'endedAt',
  'complaint',
  'techniques',
  'painBefore',
  'painAfter',
  'phases',
  'assessments',
  'rangeOfMotion',
  'referral',
  'aftercare',
  'at',
  'pain',
  'soreness',
  'window',
  'bodyRegion',
] as const;
export type Field = (typeof FIELDS)[number];

export const FIELD_INDEX = Object.fromEntries(FIELDS.map((field, index) => [field, index])) as Record<
  Field,
  number
>;

export function fieldBits(...fields: Field[]): number {
  return fields.reduce((bits, field) => bits | (1 << FIELD_INDEX[field]), 0);
}

/** The fields that a record of each type must have, besides clinicId, and may have. */
const envelope = fieldBits('type', 'clientId');
export const SESSION_NEEDS =
  envelope | fieldBits('sessionId', 'therapistId', 'startedAt', 'endedAt', 'complaint', 'techniques');
export const SESSION_MAY_HAVE =
  SESSION_NEEDS |
  fieldBits(
    'clinicId',
    'recordedAt',
    'painBefore',
    'painAfter',
    'phases',
    'assessments',
    'rangeOfMotion',
    'referral',
    'aftercare',
  );
export const SCORE_NEEDS = envelope | fieldBits('scoreId', 'at');
export const SCORE_MAY_HAVE =
  SCORE_NEEDS | fieldBits('clinicId', 'recordedAt', 'pain', 'soreness', 'window', 'bodyRegion');
