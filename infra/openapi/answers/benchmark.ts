import * as z from 'zod';
import type { Benchmark } from '../../../shared/reading/benchmark.ts';
import { TECHNIQUES } from '../../../shared/records/catalogue.ts';
import { answerOf } from '../answer-of.ts';
import { interval } from './change.ts';
import { withheld } from './comparisons-claimed.ts';

const own = z
  .strictObject({
    mean: z.number().describe('Points, as the bins of the release tell them; each client once a period.'),
    ci95: interval,
    clients: z.number(),
  })
  .meta({ id: 'BenchmarkOwn' });

const ofRelease = z
  .strictObject({
    mean: z.number(),
    ci95: interval.nullable().describe('Sampling and noise; null where the release gives none.'),
  })
  .meta({ id: 'BenchmarkRelease' });

const difference = z
  .strictObject({
    difference: z.number().describe('Own less release, in points.'),
    ci95: interval,
    p: z.number(),
    pHolm: z.number(),
  })
  .meta({ id: 'BenchmarkDifference' });

const mix = z.union([
  z.strictObject({
    standardised: z.literal(true),
    complaints: z.array(z.string()),
    covers: z
      .number()
      .describe("The share of the clinic's clients of the technique who came for one of these."),
  }),
  z.strictObject({ standardised: z.literal(false), reason: z.string() }),
]);

const technique = z
  .strictObject({
    technique: z.enum(TECHNIQUES),
    own: z.union([own, withheld]),
    release: z.union([ofRelease, withheld]),
    difference: z.union([difference, withheld]),
    mix,
    sentence: z.string(),
  })
  .meta({ id: 'TechniqueBenchmark' });

export const benchmark = answerOf<Benchmark>()(
  z
    .strictObject({
      programme: z.string(),
      release: z
        .strictObject({
          ...{ period: z.string(), revision: z.number(), periods: z.array(z.string()) },
          ...{ from: z.string(), to: z.string() },
        })
        .nullable()
        .describe('The release, and the periods that its pooled edition adds up; null while nothing is out.'),
      techniques: z.array(technique),
      sentence: z.string(),
    })
    .meta({ id: 'Benchmark' }),
);
