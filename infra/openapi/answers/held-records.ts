import * as z from 'zod';
import { careSchema } from '../../../shared/records/care.ts';
import { consentSchema } from '../../../shared/records/consent.ts';
import { envelope, instant } from '../../../shared/records/fields.ts';
import { goalSchema } from '../../../shared/records/goal.ts';
import { measurementSchema } from '../../../shared/records/measurement.ts';
import { painScoreSchema } from '../../../shared/records/pain-score.ts';
import { sessionSchema } from '../../../shared/records/session.ts';

type HeldShape<Shape> = {
  [Key in Exclude<keyof Shape, 'clinicId' | 'clientId'>]: Key extends 'recordedAt'
    ? typeof instant
    : Shape[Key];
};

/** A fact as it is read: the clinic and the client are told beside it, and when it was written is always known. */
function held<Shape extends z.ZodRawShape & typeof envelope>({
  shape,
}: {
  shape: Shape;
}): z.ZodObject<HeldShape<Shape>, z.core.$strict> {
  const kept = Object.entries(shape).filter(([name]) => !Object.hasOwn(envelope, name));
  return z.strictObject({ ...Object.fromEntries(kept), recordedAt: instant }) as never;
}

export const heldSession = held(sessionSchema).meta({ id: 'HeldSession' });
export const heldPainScore = held(painScoreSchema).meta({ id: 'HeldPainScore' });
export const heldGoal = held(goalSchema).meta({ id: 'HeldGoal' });
export const heldMeasurement = held(measurementSchema).meta({ id: 'HeldMeasurement' });
export const heldConsent = held(consentSchema).meta({ id: 'HeldConsent' });
export const heldCare = held(careSchema).meta({ id: 'HeldCare' });
