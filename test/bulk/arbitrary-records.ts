import fc from 'fast-check';
import {
  AFTERCARE,
  COMPLAINTS,
  PHASES,
  RECALL_WINDOWS,
  REFERRALS,
  TECHNIQUES,
} from '../../shared/records/catalogue.ts';

/**
 * Records as senders write them: few ids and few instants, so that versions, ties and overlaps are common;
 * mostly valid, with every optional field there or not.
 */
const START = Date.UTC(2026, 0, 30, 22) / 1000;
const OFFSETS = ['Z', '+00:00', '-00:00', '-05:00', '+14:00', '-12:00', '+05:30'];
const CODES = ['low-back', 'neck', 'a', 'x9-1', 'upper-back-and-shoulder'];

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const pick = <const T>(values: readonly T[]) => fc.constantFrom(...values);
const score = fc.integer({ min: 0, max: 10 });
const code = pick(CODES);
const minutes = fc.oneof(
  fc.integer({ min: 1, max: 30 }),
  pick([7.5, 0.1, 12.25, 1e-7, 0.30000000000000004, 33.333333333333336]),
);

/** An instant some hours after the start, to the minute or finer, in one of many spellings. */
export function instantAfter(hours: fc.Arbitrary<number>): fc.Arbitrary<string> {
  const fraction = fc.oneof(
    { weight: 8, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: pick(['.5', '.250', '.000', '.123456789']) },
  );
  return fc.tuple(hours, fraction, pick(OFFSETS)).map(([after, decimals, offset]) => {
    const shift =
      offset === 'Z'
        ? 0
        : Number(`${offset[0]}1`) * (Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4)));
    const local = new Date((START + Math.round(after * 3600) + shift * 60) * 1000);
    return `${local.toISOString().slice(0, 19)}${decimals}${offset}`;
  });
}

const hours = fc.integer({ min: 0, max: 400 });
const recordedAt = fc.oneof(
  { weight: 6, arbitrary: instantAfter(fc.integer({ min: 0, max: 1 })) },
  { weight: 1, arbitrary: fc.constant(undefined) },
);
const clientId = pick(['c-1', 'c-2', 'C.3_x:y']);
const clinicId = fc.oneof(
  { weight: 30, arbitrary: fc.constant('riverside') },
  { weight: 1, arbitrary: pick(['harbour', undefined]) },
);

const ofCatalogue = fc.record(
  { technique: pick(TECHNIQUES), minutes, bodyRegion: code, pressure: code },
  { requiredKeys: ['technique', 'minutes'] },
);
const ofTheClinic = fc.record(
  {
    technique: fc.constant('other'),
    own: pick(['cupping', 'hot-stone', 'a'.repeat(40)]),
    minutes,
    bodyRegion: code,
    pressure: code,
  },
  { requiredKeys: ['technique', 'own', 'minutes'] },
);
const technique = fc.oneof({ weight: 3, arbitrary: ofCatalogue }, { weight: 1, arbitrary: ofTheClinic });
const degrees = fc.oneof(fc.integer({ min: -360, max: 360 }), pick([-0.5, 12.5, -1e-7]));
const movement = fc.record(
  { movement: fc.oneof(fc.constant('neck'), code), side: code, before: degrees, after: degrees },
  { requiredKeys: ['movement', 'before'] },
);

const session = fc
  .record({
    hour: hours,
    length: fc.integer({ min: 1, max: 8 * 60 }),
    spelling: pick(OFFSETS),
    common: fc.record({
      type: fc.constant('session'),
      clinicId,
      sessionId: pick(['s-1', 's-2', 's-3', 's-4', 's-10']),
      clientId,
      therapistId: pick(['t-1', 't-2']),
      complaint: pick(COMPLAINTS),
      techniques: fc.uniqueArray(technique, {
        minLength: 1,
        maxLength: 3,
        selector: ({
          technique,
          own = '',
          bodyRegion = '',
        }: {
          technique: string;
          own?: string;
          bodyRegion?: string;
        }) => `${technique}=${own}@${bodyRegion}`,
      }),
      painBefore: optional(score),
      painAfter: optional(score),
      phases: optional(
        fc.dictionary(pick(PHASES), fc.oneof(fc.integer({ min: 0, max: 90 }), pick([-0, 7.25])), {
          maxKeys: 4,
        }),
      ),
      assessments: optional(fc.array(code, { maxLength: 3 })),
      rangeOfMotion: optional(fc.array(movement, { maxLength: 2 })),
      referral: optional(pick(REFERRALS)),
      aftercare: optional(fc.array(pick(AFTERCARE), { maxLength: 2 })),
      recordedAt,
    }),
    startedAt: instantAfter(hours),
  })
  .map(({ common, startedAt, length }) => ({ ...common, startedAt, endedAt: later(startedAt, length) }));

/** The same spelling some minutes later, in UTC where it would be another day's offset otherwise. */
function later(instant: string, lengthMinutes: number): string {
  const end = new Date(Date.parse(instant.replace(/\.\d+/, '')) + lengthMinutes * 60_000);
  return `${end.toISOString().slice(0, 19)}Z`;
}

const painScore = fc.record({
  type: fc.constant('pain-score'),
  clinicId,
  scoreId: pick(['p-1', 'p-2', 'p-3', 'p-4', 'p-5', 'p-6', 'p-60']),
  clientId,
  at: instantAfter(hours),
  pain: optional(score),
  soreness: optional(score),
  window: optional(pick(RECALL_WINDOWS)),
  bodyRegion: optional(code),
  recordedAt,
});

const deletion = fc.record({
  type: fc.constant('deletion'),
  clinicId,
  of: pick(['session', 'pain-score']),
  id: pick(['s-1', 's-2', 'p-1', 'p-2']),
  clientId,
  recordedAt,
});
const erasure = fc.record({ type: fc.constant('erasure'), clinicId, clientId, recordedAt });
const consent = fc.record({
  type: fc.constant('consent'),
  clinicId,
  clientId,
  partnerReports: fc.boolean(),
  recordedAt,
});
const care = fc.record({
  type: fc.constant('care'),
  clinicId,
  clientId,
  therapistId: pick(['t-1', 't-2']),
  from: pick(['2026-01-30', '2026-02-01']),
  recordedAt,
});
const measurement = fc
  .record({
    type: fc.constant('measurement'),
    clinicId,
    measurementId: pick(['m-1', 'm-2']),
    clientId,
    of: fc.oneof(fc.constant({ goalId: 'g-1' }), fc.record({ measure: pick(['pain-vas', 'odi', 'ndi']) })),
    at: instantAfter(hours),
    value: fc.integer({ min: 0, max: 3 }),
    recordedAt,
  })
  .map(({ of, ...fields }) => ({ ...fields, ...of }));

const goal = fc
  .record({
    id: pick(['g-1', 'g-2', 'g-2', 'g-3']),
    movement: pick(['neck', 'neck', 'upper-back-and-shoulder']),
    common: fc.record({ clinicId, clientId, therapistId: pick(['t-1', 't-2']), recordedAt }),
    bodyRegion: optional(code),
    baseline: fc.integer({ min: 5, max: 10 }),
    target: fc.integer({ min: 0, max: 4 }),
    days: fc.integer({ min: 6, max: 16 }),
  })
  .map(({ id, movement, common, bodyRegion, baseline, target, days }) => ({
    type: 'goal',
    goalId: id,
    ...common,
    ...(id === 'g-1'
      ? { kind: 'function', measure: 'psfs:gardening', unit: 'score' }
      : id === 'g-2'
        ? { kind: 'mobility', measure: `range-of-motion:${movement}`, unit: 'degrees' }
        : { kind: 'pain', measure: 'pain', unit: 'score', bodyRegion }),
    baseline,
    target,
    startsOn: dayAfterStart(0),
    dueOn: dayAfterStart(days),
  }));

function dayAfterStart(days: number): string {
  return new Date((START + days * 86_400) * 1000).toISOString().slice(0, 10);
}

const move = fc
  .record({
    of: pick(['session', 'pain-score', 'goal']),
    ids: fc.record({
      session: pick(['s-1', 's-2']),
      'pain-score': pick(['p-1', 'p-2']),
      goal: pick(['g-2']),
    }),
    common: fc.record({ clinicId, fromClientId: clientId, toClientId: clientId, recordedAt }),
  })
  .map(({ of, ids, common }) => ({ type: 'move', of, id: ids[of], ...common }));
const merge = fc.record({
  type: fc.constant('merge'),
  clinicId,
  clientId,
  into: clientId,
  undo: pick([undefined, undefined, true]),
  recordedAt,
});
/** Whose records are. */
export const reassignment: fc.Arbitrary<object> = fc.oneof(move, move, merge);

/** Sessions and scores, which the fast reading knows. */
export const fastRecord: fc.Arbitrary<object> = fc.oneof(session, painScore);
export const anyRecord: fc.Arbitrary<object> = fc.oneof(
  { weight: 6, arbitrary: session },
  { weight: 12, arbitrary: painScore },
  { weight: 2, arbitrary: deletion },
  { weight: 1, arbitrary: erasure },
  { weight: 1, arbitrary: consent },
  { weight: 1, arbitrary: care },
  { weight: 1, arbitrary: measurement },
  { weight: 3, arbitrary: goal },
);

/** JSON text with the fields of every object in another order and spaces in other places. */
export function respelled(record: object): fc.Arbitrary<string> {
  const seed = fc.infiniteStream(fc.nat(5));
  return fc.tuple(seed, pick(['', ' '])).map(([stream, space]) => {
    const next = () => stream.next().value as number;
    const write = (value: unknown): string => {
      if (Array.isArray(value)) return `[${value.map(write).join(`${space},${space}`)}]`;
      if (typeof value !== 'object' || value === null)
        return Object.is(value, -0) ? '-0' : JSON.stringify(value);
      const fields = Object.entries(value)
        .filter(([, entry]) => entry !== undefined)
        .map(([name, entry]) => ({
          text: `${JSON.stringify(name)}${space}:${space}${write(entry)}`,
          turn: next(),
        }))
        .sort((a, b) => a.turn - b.turn);
      return `{${space}${fields.map(({ text }) => text).join(`${space},${space}`)}${space}}`;
    };
    return write(record);
  });
}

/** A text with some of its characters replaced, doubled or taken out. */
export function spoiled(text: string): fc.Arbitrary<string> {
  const change = fc.tuple(
    fc.nat(Math.max(text.length - 1, 0)),
    fc.oneof(
      pick([
        '',
        '0',
        '9',
        '-',
        '"',
        ',',
        '}',
        ' ',
        '.',
        'e1',
        '\\',
        'é',
        '1.50',
        '"pain":3,',
        '10',
        'null',
        '99999999999999999',
      ]),
      fc.string({ maxLength: 2 }),
    ),
    fc.boolean(),
  );
  return fc
    .array(change, { minLength: 1, maxLength: 2 })
    .map((changes) =>
      changes
        .reduce(
          (now, [at, insert, replace]) => now.slice(0, at) + insert + now.slice(replace ? at + 1 : at),
          text,
        )
        .replaceAll('\n', ' '),
    );
}
