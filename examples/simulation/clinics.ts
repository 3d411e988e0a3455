import type { Technique } from '../../shared/records/catalogue.ts';
import { CHICAGO, FIRST_DAY_OF_LAST_QUARTER, LISBON, type Zone } from './calendar.ts';

/**
 * A therapist of the simulation, the techniques that he or she reaches for more often than others, and the points
 * by which pain falls more (or, below 0, less) with him or her than with others, all else equal.
 */
export type Therapist = { therapistId: string; favours: readonly Technique[]; adds?: number };

/** A clinic of the simulation with how much it contributes to the sample. */
export type Clinic = {
  clinicId: string;
  /** Begins every id of this clinic. */
  prefix: string;
  zone: Zone;
  therapists: readonly Therapist[];
  /** Points by which a technique lowers pain more than others do at this clinic, all else equal. */
  adds: Partial<Record<Technique, number>>;
  /** Given five times less often than elsewhere. */
  seldom: readonly Technique[];
  /** Number of the day on which its records begin. */
  firstDay: number;
  clients: number;
  sessions: number;
  mostVisits: number;
  scores: number;
};

const MOST_VISITS = 30;

export const RIVERSIDE: Clinic = {
  clinicId: 'riverside',
  prefix: 'r',
  zone: CHICAGO,
  therapists: [
    { therapistId: 'r-t-1', favours: ['deep-tissue', 'trigger-point-therapy'] },
    { therapistId: 'r-t-2', favours: ['myofascial-release'] },
    // With whom pain falls less: something to look into, and the only such difference of the sample.
    { therapistId: 'r-t-3', favours: ['sports', 'deep-tissue'], adds: -0.9 },
    { therapistId: 'r-t-4', favours: ['prenatal', 'relaxation'] },
    { therapistId: 'r-t-5', favours: ['trigger-point-therapy'] },
  ],
  adds: {},
  seldom: [],
  firstDay: 0,
  clients: 240,
  sessions: 1500,
  mostVisits: MOST_VISITS,
  scores: 5400,
};

export const HARBOUR: Clinic = {
  clinicId: 'harbour',
  prefix: 'h',
  zone: LISBON,
  therapists: [
    { therapistId: 'h-t-1', favours: ['deep-tissue', 'sports'] },
    { therapistId: 'h-t-2', favours: ['myofascial-release', 'relaxation'] },
    { therapistId: 'h-t-3', favours: ['trigger-point-therapy', 'prenatal'] },
  ],
  adds: { 'trigger-point-therapy': 1.2 },
  seldom: ['sports', 'other'],
  firstDay: 0,
  clients: 160,
  sessions: 1000,
  mostVisits: MOST_VISITS,
  scores: 3600,
};

/** Ten clinics more that take part in the release's programme, each with the records of the last quarter alone. */
export const SMALLER_CLINICS: readonly Clinic[] = [
  'alder',
  'birch',
  'cedar',
  'elm',
  'hazel',
  'juniper',
  'linden',
  'maple',
  'rowan',
  'willow',
].map((clinicId, index) => {
  const prefix = clinicId.slice(0, 2);
  return {
    clinicId,
    prefix,
    zone: index % 2 === 0 ? CHICAGO : LISBON,
    therapists: [
      { therapistId: `${prefix}-t-1`, favours: ['deep-tissue', 'trigger-point-therapy'] },
      { therapistId: `${prefix}-t-2`, favours: ['myofascial-release', 'relaxation'] },
    ],
    adds: {},
    seldom: [],
    firstDay: FIRST_DAY_OF_LAST_QUARTER,
    clients: 90,
    sessions: 170,
    mostVisits: 6,
    scores: 0,
  };
});

/** An id such as `r-s-0001`. */
export function numberedId(clinic: Clinic, letter: string, number: number, digits: number): string {
  return `${clinic.prefix}-${letter}-${String(number).padStart(digits, '0')}`;
}
