import type { Fact } from '../record.ts';
import type { Held } from './held.ts';

/**
 * The canonical text of a fact without its clinic and client: equal content is equal text. The order of
 * fields is the schema's, because parseRecord builds every record in that order with its defaults filled in.
 *
 * @param fact as parseRecord gave it
 */
export function contentOf(fact: Fact): string {
  const { clinicId: _clinicId, clientId: _clientId, ...held } = fact;
  return JSON.stringify(held);
}

const FACT_TYPES: ReadonlySet<unknown> = new Set<Fact['type']>([
  'session',
  'pain-score',
  'goal',
  'measurement',
  'consent',
  'care',
]);

/**
 * The fact in a text of contentOf.
 *
 * @throws TypeError for any other text: what is held was written by us, so it is a defect and not a refusal
 */
export function heldFactOf(content: string): Held<Fact> {
  const held = JSON.parse(content) as Held<Fact> | null;
  if (!FACT_TYPES.has(held?.type)) throw new TypeError('held content is not a fact');
  return held as Held<Fact>;
}
