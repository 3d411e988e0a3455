export const GOAL_KINDS = ['pain', 'mobility', 'function', 'performance'] as const;
export type GoalKind = (typeof GOAL_KINDS)[number];

export const UNITS = ['score', 'degrees', 'yes-no', 'hours', 'mm', 'percent', 'points', 't-score'] as const;
export type Unit = (typeof UNITS)[number];

/** The smallest change that matters to the person it is of, in the unit of its scale, and who found it. */
type Mcid = { value: number; source: string };

/** What a measure belongs to, its unit and the values it can take. */
export type Scale = {
  kind: GoalKind;
  unit: Unit;
  low: number;
  high: number;
  /** Values are whole multiples of it; null where any number between the ends is one. */
  step: number | null;
  /** Which way is better; null where the goal alone says so. */
  better: 'lower' | 'higher' | null;
  mcid: Mcid | null;
};

/**
 * A scale with a name of its own, whose score stands for itself and not for one goal. Items of questionnaires are their
 * owners'; only scores are kept.
 */
export type Instrument = Scale & {
  name: string;
  better: 'lower' | 'higher';
  mcid: Mcid;
  /** What LOINC calls its score; absent where we know of no such code. */
  loinc?: string;
  /** What LOINC calls the score of one of its forms: read as this score, and never written for any other form. */
  loincOfForm?: string;
};

/** One catalogue of the instruments whose scores are kept, by the measure that names them. */
export const INSTRUMENTS = {
  'pain-vas': {
    name: 'Pain, 0 to 100 mm (VAS)',
    ...{ kind: 'pain', unit: 'mm', low: 0, high: 100, step: 1, better: 'lower', loinc: '38214-3' },
    mcid: { value: 15, source: 'Ostelo et al. 2008, Spine 33:90' },
  },
  odi: {
    name: 'Oswestry Disability Index',
    // Of the sections that were answered, so that it need not be whole.
    ...{
      kind: 'function',
      unit: 'percent',
      low: 0,
      high: 100,
      step: null,
      better: 'lower',
      loinc: '97909-6',
    },
    mcid: { value: 10, source: 'Ostelo et al. 2008, Spine 33:90' },
  },
  ndi: {
    name: 'Neck Disability Index',
    // The sum of ten sections of 0 to 5; what was not answered may have been made up by the others. LOINC's name of the code is
    // "Total score [NDI]", as the guide of the CMS ACCESS model (0.9.8) has it, which counts in percent: see stated-scale.ts.
    ...{
      kind: 'function',
      unit: 'points',
      low: 0,
      high: 50,
      step: null,
      better: 'lower',
      loinc: '82237-9',
    },
    // Found were 7.5; as that lies within the error of measurement, its authors ask for 10.
    mcid: { value: 10, source: 'Young et al. 2009, Spine J 9:802' },
  },
  'promis-pain-interference': {
    name: 'PROMIS pain interference',
    // T scores of all forms (4a, 6a, 8a, adaptive): 50 is the mean of the population, 10 its SD, theta from -4 to 4.
    // "PROMIS pain interference - version 1.0 Tscore": of the whole bank, as the guides of the CMS ACCESS model (short form 6a,
    // adaptive) and of the German MII (PROMIS-29) use it.
    ...{
      kind: 'function',
      unit: 't-score',
      low: 10,
      high: 90,
      step: 0.1,
      better: 'lower',
      loinc: '77865-4',
    },
    // "PROMIS-29 Pain interference score T-score", as the electronic measures of CMS on functional status name it.
    loincOfForm: '71961-7',
    mcid: { value: 3.5, source: 'Amtmann et al. 2016, J Pain Res 9:251 (3.5 to 5.5)' },
  },
} as const satisfies Readonly<Record<string, Instrument>>;

export type InstrumentName = keyof typeof INSTRUMENTS;
export const INSTRUMENT_NAMES = Object.keys(INSTRUMENTS) as [InstrumentName, ...InstrumentName[]];

/** The instrument that a measure names, if it names one. */
export function instrumentOf(measure: string): Instrument | undefined {
  return Object.hasOwn(INSTRUMENTS, measure) ? INSTRUMENTS[measure as InstrumentName] : undefined;
}

/** Whether LOINC's code of an instrument's score is among some codes. */
export function isCodedAs(name: InstrumentName, loincCodes: readonly string[]): boolean {
  const { loinc, loincOfForm } = instrumentOf(name)!;
  return [loinc, loincOfForm].some((code) => code !== undefined && loincCodes.includes(code));
}

/** The scales of measures that belong to one goal each, by the part of the measure before its colon. */
const SCALES: Readonly<Record<string, Scale>> = {
  pain: {
    ...{ kind: 'pain', unit: 'score', low: 0, high: 10, step: 1, better: 'lower' },
    mcid: { value: 2, source: 'Farrar et al. 2001, Pain 94:149' },
  },
  'range-of-motion': {
    ...{ kind: 'mobility', unit: 'degrees', low: -360, high: 360, step: null, better: null, mcid: null },
  },
  task: { kind: 'mobility', unit: 'yes-no', low: 0, high: 1, step: 1, better: null, mcid: null },
  psfs: {
    ...{ kind: 'function', unit: 'score', low: 0, high: 10, step: null, better: 'higher' },
    mcid: { value: 2.3, source: 'Abbott and Schmitt 2014, JOSPT 44:560 (medium change)' },
  },
  'recovery-hours': {
    ...{ kind: 'performance', unit: 'hours', low: 0, high: 8760, step: null, better: null, mcid: null },
  },
};

/** The scale of a measure as goalSchema lets it through. */
export function scaleOf(measure: string): Scale {
  return instrumentOf(measure) ?? SCALES[measure.split(':')[0]!] ?? SCALES['recovery-hours']!;
}

/** A decimal such as 55.2 is no exact multiple of 0.1 in binary numbers. */
const TOLERANCE = 1e-6;

/** Whether a measure can take the value. */
export function isOnScale(value: number, { low, high, step }: Scale): boolean {
  if (value < low || value > high) return false;
  return step === null || Math.abs(value / step - Math.round(value / step)) < TOLERANCE;
}

/** What values a scale takes: `a whole number from 0 to 10`. */
export function valuesOf({ low, high, step }: Scale): string {
  const form = step === 1 ? 'whole number' : step === null ? 'number' : `multiple of ${step}`;
  return `a ${form} from ${low} to ${high}`;
}
