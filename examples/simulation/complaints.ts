import type { Complaint, Technique } from '../../shared/records/catalogue.ts';

type Weights<T> = readonly (readonly [value: T, weight: number])[];

/** What the simulation assumes of clients who come for one complaint. */
export type ComplaintProfile = {
  /** Share of clients, in arbitrary units. */
  weight: number;
  /** Pain that such a client usually has, in points. */
  usualPain: number;
  /** Where it hurts; the treated region is one of these. */
  regions: readonly string[];
  techniques: Weights<Technique>;
  /** A movement that is measured before and after, with its usual degrees. */
  movement?: { movement: string; sided: boolean; degrees: number };
};

export const COMPLAINT_PROFILES: Readonly<Record<Complaint, ComplaintProfile>> = {
  'chronic-low-back-pain': {
    weight: 22,
    usualPain: 4.9,
    regions: ['low-back', 'low-back', 'hip'],
    techniques: [
      ['deep-tissue', 45],
      ['myofascial-release', 25],
      ['trigger-point-therapy', 20],
      ['relaxation', 8],
      ['other', 2],
    ],
    movement: { movement: 'lumbar-flexion', sided: false, degrees: 42 },
  },
  'neck-pain': {
    weight: 17,
    usualPain: 4.7,
    regions: ['neck', 'neck', 'upper-back'],
    techniques: [
      ['deep-tissue', 20],
      ['myofascial-release', 30],
      ['trigger-point-therapy', 38],
      ['relaxation', 10],
      ['other', 2],
    ],
    movement: { movement: 'cervical-rotation', sided: true, degrees: 58 },
  },
  'tension-headache': {
    weight: 9,
    usualPain: 4.4,
    regions: ['neck', 'head'],
    techniques: [
      ['trigger-point-therapy', 55],
      ['myofascial-release', 20],
      ['relaxation', 25],
    ],
  },
  sciatica: {
    weight: 6,
    usualPain: 5.3,
    regions: ['low-back', 'gluteal'],
    techniques: [
      ['trigger-point-therapy', 45],
      ['deep-tissue', 30],
      ['myofascial-release', 25],
    ],
  },
  'herniated-disc': {
    weight: 3,
    usualPain: 5.6,
    regions: ['low-back'],
    techniques: [
      ['myofascial-release', 60],
      ['relaxation', 30],
      ['other', 10],
    ],
  },
  'shoulder-stiffness': {
    weight: 10,
    usualPain: 4.2,
    regions: ['shoulder', 'shoulder', 'upper-back'],
    techniques: [
      ['myofascial-release', 45],
      ['deep-tissue', 30],
      ['trigger-point-therapy', 25],
    ],
    movement: { movement: 'shoulder-flexion', sided: true, degrees: 122 },
  },
  fibromyalgia: {
    weight: 4,
    usualPain: 5.9,
    regions: ['upper-back', 'low-back', 'whole-body'],
    techniques: [
      ['myofascial-release', 70],
      ['relaxation', 30],
    ],
  },
  'repetitive-strain': {
    weight: 5,
    usualPain: 4.1,
    regions: ['forearm', 'wrist'],
    techniques: [
      ['deep-tissue', 45],
      ['trigger-point-therapy', 35],
      ['other', 20],
    ],
  },
  'post-injury-stiffness': {
    weight: 5,
    usualPain: 4.0,
    regions: ['knee', 'ankle', 'shoulder'],
    techniques: [
      ['myofascial-release', 55],
      ['sports', 35],
      ['other', 10],
    ],
    movement: { movement: 'knee-flexion', sided: true, degrees: 104 },
  },
  'prenatal-discomfort': {
    weight: 5,
    usualPain: 3.4,
    regions: ['low-back', 'hip'],
    techniques: [
      ['prenatal', 92],
      ['relaxation', 8],
    ],
  },
  stress: {
    weight: 8,
    usualPain: 2.4,
    regions: ['neck', 'upper-back', 'whole-body'],
    techniques: [
      ['relaxation', 85],
      ['other', 10],
      ['myofascial-release', 5],
    ],
  },
  'sports-recovery': {
    weight: 8,
    usualPain: 3.2,
    regions: ['thigh', 'calf', 'upper-back'],
    techniques: [
      ['sports', 75],
      ['deep-tissue', 25],
    ],
  },
  other: {
    weight: 2,
    usualPain: 3.8,
    regions: ['upper-back', 'abdomen'],
    techniques: [
      ['other', 50],
      ['relaxation', 50],
    ],
  },
};

/** Mean fall of pain right after a session that began at 5 points, with every technique at most clinics. */
export const EFFECT_POINTS = 2.4;

/** SD of the logarithm of the hours of soreness, between clients and between the sessions of one. */
export const SORENESS_SPREAD = { between: 0.25, within: 0.35 };

/** What the simulation assumes of a technique. Whether one lowers pain more than others is up to the clinic. */
export type TechniqueProfile = {
  /** Share of sessions that leave soreness, and the median hours that it lasts then (log-normal). */
  soreness: { share: number; medianHours: number };
  /** Highest soreness, in points. */
  sorenessPeak: number;
  /** Usual minutes of work. */
  minutes: readonly [low: number, high: number];
  pressures: readonly string[];
};

export const TECHNIQUE_PROFILES: Readonly<Record<Technique, TechniqueProfile>> = {
  'deep-tissue': {
    soreness: { share: 0.85, medianHours: 34 },
    sorenessPeak: 5,
    minutes: [60, 90],
    pressures: ['firm', 'deep'],
  },
  'myofascial-release': {
    soreness: { share: 0.4, medianHours: 14 },
    sorenessPeak: 3,
    minutes: [60, 90],
    pressures: ['gentle', 'medium', 'firm'],
  },
  'trigger-point-therapy': {
    soreness: { share: 0.75, medianHours: 20 },
    sorenessPeak: 4,
    minutes: [30, 60],
    pressures: ['direct'],
  },
  sports: {
    soreness: { share: 0.7, medianHours: 24 },
    sorenessPeak: 4,
    minutes: [45, 75],
    pressures: ['medium', 'firm'],
  },
  prenatal: {
    soreness: { share: 0.2, medianHours: 12 },
    sorenessPeak: 2,
    minutes: [50, 70],
    pressures: ['gentle'],
  },
  relaxation: {
    soreness: { share: 0.15, medianHours: 12 },
    sorenessPeak: 2,
    minutes: [50, 80],
    pressures: ['gentle', 'medium'],
  },
  other: {
    soreness: { share: 0.3, medianHours: 14 },
    sorenessPeak: 3,
    minutes: [40, 70],
    pressures: ['medium'],
  },
};
