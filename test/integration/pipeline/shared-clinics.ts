/**
 * The clinics of the application that files share, by file: nobody else may report to them. A file whose
 * clinics are not here, or that looks at what the application does for all clinics, starts one of its own.
 */
export const SHARED_CLINICS = {
  files: ['quayside', 'hillside'],
  answers: ['made-up', 'six-years', 'typing-errors'],
  goals: ['seeds', 'corrected', 'refused'],
  'records-to-outcomes': [
    'riverside',
    'harbour',
    'trigger-point-1997',
    'rejects',
    'erasures',
    'clocks',
    'histories',
    'goals',
    'identity',
    'zoned-before',
    'zoned-after',
    'mill',
  ],
  'therapists-day': ['uptown', 'downtown'],
} as const;

export type SharingFile = keyof typeof SHARED_CLINICS;
