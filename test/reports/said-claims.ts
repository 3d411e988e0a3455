import type {
  ChangeClaim,
  Claims,
  ComparedPair,
  OutcomeStatistics,
  TechniqueClaims,
} from '../../shared/claims/contract.ts';
import type { Technique } from '../../shared/records/catalogue.ts';
import { client, outcome } from '../statistics/outcomes.ts';
import { statisticsOf } from './clinics.ts';

/** Claims to print, with every kind of answer in them: what the estimators make of real data is not asked here. */

/** A claim of a fall with a symmetric interval; everybody answered unless other counts are given. */
export function changeClaim(mean: number, half: number, fields: Partial<ChangeClaim> = {}): ChangeClaim {
  return {
    mean,
    se: half / 2,
    df: 40,
    ci95: [mean - half, mean + half],
    sessions: 200,
    clients: 69,
    asked: 210,
    answered: 200,
    refused: null,
    missingUpTo: [mean - half - 0.1, mean + half + 0.1],
    tippingPoint: 12.4,
    ...fields,
  };
}

const SILENT = { sessions: 90, clients: 41, asked: 210, answered: 90 };

export function techniqueClaims(
  technique: Technique,
  fields: Partial<TechniqueClaims> = {},
): TechniqueClaims {
  return {
    technique,
    sessions: 210,
    clients: 70,
    improvement: changeClaim(2.3, 0.3),
    lasting: changeClaim(1.3, 0.3, { ...SILENT, missingUpTo: [0.2, 2.4], tippingPoint: 1.9 }),
    course: changeClaim(1.6, 0.5, { sessions: 61, clients: 58, asked: 66, answered: 61 }),
    responders: {
      rule: 'atLeast30Percent',
      rate: 0.62,
      ci95: [0.55, 0.69],
      effectiveN: 130,
      df: 44,
      bounds: [0.51, 0.73],
    },
    soreness: {
      evaluable: 120,
      notEvaluable: 90,
      everSore: { rate: 0.6, ci95: [0.5, 0.7] },
      recovery: {
        medianHours: 33.2,
        ci95: [29.1, 38.4],
        method: 'log-normal from brackets',
        sessions: 70,
        clients: 40,
      },
    },
    relief: {
      backBy: { '24': 0.3, '48': 0.52, '72': 0.64 },
      medianHours: 45.6,
      ci95: [40.2, 52.1],
      method: 'log-normal from brackets',
      sessions: 80,
      clients: 44,
    },
    ...fields,
  };
}

/** A technique of which nothing may be said. */
export function fewClients(technique: Technique): TechniqueClaims {
  const withheld = { withheld: '7 clients, too few to say (10 needed).' };
  return {
    technique,
    sessions: 12,
    clients: 7,
    improvement: withheld,
    lasting: withheld,
    course: withheld,
    responders: withheld,
    soreness: { evaluable: 3, notEvaluable: 9, everSore: withheld, recovery: withheld },
    relief: withheld,
  };
}

export function pair(a: Technique, b: Technique, fields: Partial<ComparedPair> = {}): ComparedPair {
  return {
    ...{ a, b, difference: 0.2, se: 0.3, df: 40, ci95: [-0.4, 0.8], p: 0.5, pHolm: 1 },
    ...{ eValue: 1.5, eValueOfLimit: 1, tippingPoint: null },
    ...fields,
  };
}

const TECHNIQUES: readonly TechniqueClaims[] = [
  techniqueClaims('deep-tissue'),
  techniqueClaims('myofascial-release', { improvement: changeClaim(2.1, 0.4, { clients: 84 }) }),
  techniqueClaims('trigger-point-therapy', { improvement: changeClaim(2.2, 0.35, { clients: 64 }) }),
  techniqueClaims('sports', {
    clients: 14,
    improvement: changeClaim(1.4, 0.9, {
      ...{ sessions: 20, clients: 14, asked: 40, answered: 20 },
      missingUpTo: [-0.2, 3],
    }),
  }),
  fewClients('prenatal'),
  techniqueClaims('relaxation', { improvement: changeClaim(2, 0.45, { clients: 58 }) }),
];

export const CLAIMS: Claims = {
  calibration: {
    version: 'test',
    rows: [
      ['improvement', 'clients come again', 'holds the truth in at least 93 %', 0.952],
      ['improvement', 'skewed clients', 'holds the truth in at least 93 %', 0.946],
      ['lead', 'unequal complaints', 'finds no difference where there is none in at least 93 %', 0.96],
      ['recovery', 'asked daily', 'holds the truth in at least 92 %', 0.941],
    ].map(([claim, scenario, promise, kept]) => ({
      claim: claim as string,
      scenario: scenario as string,
      promise: promise as string,
      kept: kept as number,
      datasets: 1000,
      ci95: [0.93, 0.97],
    })),
  },
  techniques: [...TECHNIQUES],
  recovery: { pairs: [], overall: { statistic: null, df: null, p: null } },
  comparison: {
    outcome: 'improvement',
    terms: ['pain before', 'complaint', 'therapist', 'hands-on minutes'],
    dropped: [],
    pairs: [
      pair('deep-tissue', 'myofascial-release'),
      pair('deep-tissue', 'relaxation', { se: 0.4 }),
      { a: 'deep-tissue', b: 'prenatal', withheld: 'Prenatal has 7 clients; it takes 10.' },
    ],
    lead: null,
    sentence:
      'No technique stands out: allowing for complaint, therapist and minutes, they differ by less than can be told apart.',
  },
  withinClient: { clients: 23, pairs: [] },
  therapists: {
    rows: [
      {
        ...{ therapistId: 'h-t-1', clients: 60, difference: 0.2, se: 0.2, df: 30, ci95: [-0.2, 0.6] },
        ...{ p: 0.3, pHolm: 0.6, outside: false },
      },
      {
        ...{ therapistId: 'h-t-2', clients: 55, difference: -1.9, se: 0.3, df: 30, ci95: [-2.5, -1.3] },
        ...{ p: 0.0001, pHolm: 0.0002, outside: true },
      },
      { therapistId: 'h-t-3', withheld: 'Three clients have both scores; it takes 10.' },
    ],
    sentence: 'h-t-2 differs from the others by more than chance allows.',
  },
  trend: {
    months: 9,
    told: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((month) => `2026-0${month}`),
    signals: [{ month: '2026-06', rule: 'limits by client', measure: 'improvement' }],
    sentence: 'Of 9 months, June 2026 lies lower than chance allows.',
  },
  goals: {
    asOf: '2026-09-30',
    closed: 67,
    measured: 65,
    reachedOnce: 8,
    attained: { rate: 0.2, ci95: [0.1, 0.35] },
    meanT: { value: 41.54, ci95: [34.2, 48.88], baseline: 30, change: 11.54, clients: 13 },
    open: 1,
  },
  regression: {
    clients: 88,
    byBaseline: [
      { stratum: '1-3', fall: -0.4 },
      { stratum: '4-6', fall: 0.3 },
      { stratum: '7-10', fall: 0.9 },
    ],
    responders: 0.21,
  },
};

/** Nine months of a clinic with the sessions that raw figures are made of, and the claims above. */
export const SAID: OutcomeStatistics = {
  ...statisticsOf(
    Array.from({ length: 9 }, (_, month) =>
      client(`c-${month}`, [
        outcome({
          sessionId: `s-${month}`,
          startedAt: `2026-0${month + 1}-03T10:00:00+01:00`,
          endedAt: `2026-0${month + 1}-03T11:00:00+01:00`,
          painBefore: 7,
          painAfter: 4,
          complaint: month % 2 === 0 ? 'neck-pain' : 'chronic-low-back-pain',
        }),
      ]),
    ),
  ),
  clinicId: 'harbour',
  from: '2026-01',
  to: '2026-09',
  claims: CLAIMS,
};

/** The same with other claims. */
export function saidWith(claims: Partial<Claims>): OutcomeStatistics {
  return { ...SAID, claims: { ...CLAIMS, ...claims } };
}
