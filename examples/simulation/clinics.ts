import type { Technique } from '../../shared/records/catalogue.ts';
import { CHICAGO, LISBON, type Zone } from './calendar.ts';

/** A therapist of the simulation and the techniques that he or she reaches for more often than others. */
export type Therapist = { therapistId: string; favours: readonly Technique[] };

/** A clinic of the simulation with how much it contributes to the sample. */
export type Clinic = {
  clinicId: string;
  /** Begins every id of this clinic. */
  prefix: string;
  zone: Zone;
  therapists: readonly Therapist[];
  clients: number;
  sessions: number;
  scores: number;
};

export const RIVERSIDE: Clinic = {
  clinicId: 'riverside',
  prefix: 'r',
  zone: CHICAGO,
  therapists: [
    { therapistId: 'r-t-1', favours: ['deep-tissue', 'trigger-point-therapy'] },
    { therapistId: 'r-t-2', favours: ['myofascial-release'] },
    { therapistId: 'r-t-3', favours: ['sports', 'deep-tissue'] },
    { therapistId: 'r-t-4', favours: ['prenatal', 'relaxation'] },
    { therapistId: 'r-t-5', favours: ['trigger-point-therapy'] },
  ],
  clients: 240,
  sessions: 1500,
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
  clients: 160,
  sessions: 1000,
  scores: 3600,
};

/** An id such as `r-s-0001`. */
export function numberedId(clinic: Clinic, letter: string, number: number, digits: number): string {
  return `${clinic.prefix}-${letter}-${String(number).padStart(digits, '0')}`;
}
