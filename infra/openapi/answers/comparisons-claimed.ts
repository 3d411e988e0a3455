import * as z from 'zod';
import { TECHNIQUES } from '../../../shared/records/catalogue.ts';
import { interval } from './change.ts';

export const withheld = z
  .strictObject({ withheld: z.string() })
  .meta({ id: 'Withheld', description: 'Nothing may be said; the reason is one sentence for a person.' });

const recoveryPair = z
  .strictObject({
    a: z.enum(TECHNIQUES),
    b: z.enum(TECHNIQUES),
    ratio: z.number(),
    ci95: interval,
    p: z.number(),
    pHolm: z.number(),
  })
  .meta({ id: 'RecoveryPair' });

const withheldPair = z
  .strictObject({ a: z.enum(TECHNIQUES), b: z.enum(TECHNIQUES), withheld: z.string() })
  .meta({ id: 'WithheldPair' });

export const recoveryComparison = z
  .strictObject({
    pairs: z.array(z.union([recoveryPair, withheldPair])).describe('ratio = median of a / median of b.'),
    overall: z.strictObject({
      statistic: z.number().nullable(),
      df: z.number().nullable(),
      p: z.number().nullable(),
    }),
  })
  .meta({ id: 'RecoveryComparison' });

const comparedPair = z
  .strictObject({
    a: z.enum(TECHNIQUES),
    b: z.enum(TECHNIQUES),
    difference: z.number().describe('a - b, in points.'),
    se: z.number(),
    df: z.number(),
    ci95: interval,
    p: z.number(),
    pHolm: z.number(),
    eValue: z
      .number()
      .describe(
        'How strong a hidden cause would have to be (VanderWeele & Ding 2017), and for the limit nearer to none.',
      ),
    eValueOfLimit: z.number(),
    tippingPoint: z
      .number()
      .nullable()
      .describe(
        'By how many points the silent ones of one side would have to differ; null where all answered or nothing is claimed.',
      ),
  })
  .meta({ id: 'ComparedPair' });

export const techniqueComparison = z
  .strictObject({
    outcome: z.literal('improvement'),
    terms: z.array(z.string()).describe('Of the model, besides the technique.'),
    dropped: z
      .array(z.strictObject({ term: z.string(), reason: z.string() }))
      .describe('What the data cannot tell apart, or has too few clients for a level of its own.'),
    pairs: z.array(z.union([withheldPair, comparedPair])),
    lead: z
      .strictObject({
        technique: z.enum(TECHNIQUES),
        over: z.array(z.enum(TECHNIQUES)),
        sentence: z.string(),
      })
      .nullable(),
    sentence: z.string(),
  })
  .meta({ id: 'TechniqueComparison' });

const withinClientPair = z
  .strictObject({
    a: z.enum(TECHNIQUES),
    b: z.enum(TECHNIQUES),
    clients: z.number(),
    difference: z.number(),
    se: z.number(),
    df: z.number(),
    ci95: interval,
    p: z.number(),
    pHolm: z.number(),
  })
  .meta({ id: 'WithinClientPair' });

export const withinClientComparison = z
  .strictObject({
    clients: z.number().describe('Who had two compared techniques at least.'),
    pairs: z.array(z.union([withheldPair, withinClientPair])),
  })
  .meta({ id: 'WithinClientComparison' });
