/**
 * The closed vocabularies of the domain and what the catalogue knows of each technique.
 * Order matters: lists here are the "catalogue order" in which every table is printed.
 */

export const TECHNIQUES = [
  'deep-tissue',
  'myofascial-release',
  'trigger-point-therapy',
  'sports',
  'prenatal',
  'relaxation',
  'other',
] as const;
export type Technique = (typeof TECHNIQUES)[number];

export const COMPLAINTS = [
  'chronic-low-back-pain',
  'neck-pain',
  'tension-headache',
  'sciatica',
  'herniated-disc',
  'shoulder-stiffness',
  'fibromyalgia',
  'repetitive-strain',
  'post-injury-stiffness',
  'prenatal-discomfort',
  'stress',
  'sports-recovery',
  'other',
] as const;
export type Complaint = (typeof COMPLAINTS)[number];

export const PHASES = [
  'intake',
  'assessment',
  'preparation',
  'hands-on',
  'post-treatment',
  'aftercare',
] as const;
export type Phase = (typeof PHASES)[number];

export const REFERRALS = ['physician', 'chiropractor', 'physical-therapist', 'self', 'other'] as const;
export const AFTERCARE = ['hydration', 'stretching', 'heat', 'cold', 'other'] as const;
export const RECALL_WINDOWS = ['now', 'past-24-hours', 'past-week'] as const;

/** Inclusive range, both ends in the unit that the name of the constant gives. */
export type Range = readonly [low: number, high: number];

/** Hours of soreness that a client is told to expect; null where the catalogue promises nothing. */
export const EXPECTED_RECOVERY_HOURS: Readonly<Record<Technique, Range | null>> = {
  'deep-tissue': [24, 48],
  'myofascial-release': [0, 0],
  'trigger-point-therapy': [0, 24],
  sports: null,
  prenatal: null,
  relaxation: null,
  other: null,
};

/** Usual minutes of each phase of a session. */
export const EXPECTED_PHASE_MINUTES: Readonly<Record<Phase, Range>> = {
  intake: [5, 10],
  assessment: [5, 10],
  preparation: [5, 5],
  'hands-on': [50, 80],
  'post-treatment': [5, 5],
  aftercare: [5, 10],
};
