import type { Technique } from '../records/catalogue.ts';
import type { TechniqueEntry } from '../records/session.ts';

/** Minutes may be decimal: totals closer than this are equal, or a binary rounding would decide a tie. */
const SAME_MINUTES = 1e-9;

/** The technique a session counts under: most minutes in total over all body regions; ties: listed first. */
export function primaryTechnique(entries: readonly TechniqueEntry[]): Technique {
  const [first] = entries;
  // Most sessions have one entry, and a million of them need no tables.
  if (first && entries.length === 1) return first.technique;
  const minutes = new Map<Technique, number>();
  for (const entry of entries) {
    minutes.set(entry.technique, (minutes.get(entry.technique) ?? 0) + entry.minutes);
  }
  const most = Math.max(...minutes.values());
  const listed = [...minutes].find(([, total]) => total >= most - SAME_MINUTES);
  if (!listed) throw new RangeError('a session has at least one technique');
  return listed[0];
}
