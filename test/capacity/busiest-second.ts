import { randomStream } from '../../examples/simulation/random.ts';
import { arrivalItem } from '../../shared/storage/keys/arrival-keys.ts';
import type { FactUse } from './fact-use.ts';
import { ARRIVALS_KIND } from './key-kinds.ts';

/** The units of the key of a kind that had most of them in one second. */
export type Hottest = { table: string; kind: string; readUnits: number; writeUnits: number };

const SECONDS = 60;

/**
 * Lets the facts of a minute fall on clinics and seconds at random, as they come when nobody waits for another, and looks which
 * key of each kind is asked for most in one second. Adaptive capacity is not reckoned with: it needs minutes to help.
 *
 * @param factsPerSecond on average, of all clinics
 */
export function busiestSecond(use: FactUse, clinics: number, factsPerSecond: number): Hottest[] {
  const random = randomStream('busiest second');
  const most: Hottest[] = [];
  const facts = Math.round(SECONDS * factsPerSecond);
  const seconds: number[][] = Array.from({ length: SECONDS }, () => []);
  for (let fact = 0; fact < facts; fact++) {
    seconds[Math.floor(random.uniform() * SECONDS)]!.push(Math.floor(random.uniform() * clinics));
  }
  for (const { table, kind, readUnits, writeUnits } of use.kinds) {
    const times = Math.max(...seconds.map((ofSecond) => mostOfOne(ofSecond.map(keyOfKind(kind)))));
    most.push({ table, kind, readUnits: times * readUnits, writeUnits: times * writeUnits });
  }
  return most;
}

/** Which key of a kind a clinic's facts go to. */
function keyOfKind(kind: string): (clinic: number) => string {
  if (kind.includes('<clinic>')) return String;
  if (kind === ARRIVALS_KIND) return (clinic) => arrivalItem(`clinic-${clinic}`).pk;
  return () => kind;
}

function mostOfOne(keys: readonly string[]): number {
  return Math.max(0, ...[...Map.groupBy(keys, (key) => key).values()].map(({ length }) => length));
}
