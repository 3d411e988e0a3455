/** The languages in which clients can be spoken to, by their subtags (BCP 47); each has a file here. */
export const LANGUAGES = ['en', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];
