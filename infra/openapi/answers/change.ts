import * as z from 'zod';

export const interval = z.tuple([z.number(), z.number()]).meta({ id: 'Interval' });

const responders = z
  .strictObject({
    eligible: z.number(),
    count: z.number(),
    rate: z.number().nullable(),
    ci95: interval.nullable(),
  })
  .meta({
    id: 'Responders',
    description:
      "Eligible: before >= 1 for the percentage rules, before >= 2 for two points. The interval is Wilson's.",
  });

const stratum = z
  .strictObject({
    stratum: z.enum(['1-3', '4-6', '7-10']),
    n: z.number(),
    mean: z.number().nullable(),
    sd: z.number().nullable(),
  })
  .meta({ id: 'Stratum' });

export const change = z
  .strictObject({
    n: z.number(),
    clients: z.number(),
    before: z.strictObject({ mean: z.number().nullable(), sd: z.number().nullable() }),
    after: z.strictObject({ mean: z.number().nullable(), sd: z.number().nullable() }),
    correlation: z.number().nullable().describe("Pearson's, of the two scores."),
    improvement: z.strictObject({
      mean: z.number().nullable(),
      sd: z.number().nullable(),
      median: z.number().nullable(),
    }),
    ci95: interval.nullable().describe('Student t over pairs, n - 1 degrees of freedom.'),
    clustered: z
      .strictObject({ se: z.number().nullable(), df: z.number().nullable(), ci95: interval.nullable() })
      .describe('Clients as clusters: CR2, Satterthwaite degrees of freedom; needs 2 clients.'),
    effectSize: z
      .strictObject({ dz: z.number().nullable(), dav: z.number().nullable(), gav: z.number().nullable() })
      .describe(
        'dav by the root mean square of the two SDs; gav = exact Hedges J times dav, from 3 pairs on.',
      ),
    wilcoxon: z
      .strictObject({ v: z.number().nullable(), n: z.number(), zeros: z.number(), p: z.number().nullable() })
      .describe(
        'n counts non-zero improvements, v is the rank sum of the positive ones; p needs 10 clients with pairs.',
      ),
    responders: z.strictObject({
      atLeast30Percent: responders,
      atLeast50Percent: responders,
      atLeast2Points: responders,
    }),
    bounds: z
      .strictObject({ atLeast30Percent: interval.nullable() })
      .describe('The rate if all missing second scores were failures, and if all were successes.'),
    byBaseline: z
      .array(stratum)
      .describe('All three strata, in order, also empty ones; a before-score of 0 lies in none.'),
    transitions: z.array(z.array(z.number())).describe('11 x 11 counts, [before][after].'),
  })
  .meta({
    id: 'Change',
    description: 'Pairs that have both scores; improvement = before - after, positive is better.',
  });
