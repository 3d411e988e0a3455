import type { Complaint } from './catalogue.ts';

/** Codes of ICD-10 and of its extension ICD-10-CM that say no more and no less than a complaint, by their beginning. */
const BY_ICD_10: readonly (readonly [string, Complaint])[] = [
  ['M54.2', 'neck-pain'],
  ['G44.2', 'tension-headache'],
  ['M54.3', 'sciatica'],
  ['M79.7', 'fibromyalgia'],
  ['M25.61', 'shoulder-stiffness'],
];

/** The complaint that a code of ICD-10 means; undefined for one that means more, less or something else. */
export const complaintOfIcd10 = (code: string): Complaint | undefined =>
  BY_ICD_10.find(([beginning]) => code.startsWith(beginning))?.[1];

const CODES = /\b[A-Z]\d{2}(?:\.[0-9A-Z]{1,4})?\b/g;

/** The complaint that the one code of ICD-10 in a text means, such as `M54.2` and `M54.2 Cervicalgia`. */
export function complaintInText(text: string): Complaint | undefined {
  const codes = [...new Set(text.match(CODES))];
  return codes.length === 1 && text.trim().startsWith(codes[0]!) ? complaintOfIcd10(codes[0]!) : undefined;
}
