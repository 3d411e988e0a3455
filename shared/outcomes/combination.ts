import { TECHNIQUES, type Technique } from '../records/catalogue.ts';
import type { TechniqueEntry } from '../records/session.ts';

/** The set of techniques of a session, in catalogue order. */
export function combination(entries: readonly TechniqueEntry[]): Technique[] {
  return TECHNIQUES.filter((technique) => entries.some((entry) => entry.technique === technique));
}
