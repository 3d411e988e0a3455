import type { SessionOutcome, TimeToEvent } from '../outcomes/session-outcome.ts';
import type { Element } from './element.ts';
import { SYSTEMS, UCUM } from './house.ts';
import { resourceId } from './resource-id.ts';
import {
  concept,
  listed,
  type Owner,
  quantity,
  type Resource,
  referenceToClient,
  score,
} from './write-parts.ts';

/** What is derived of a session, as codes of the house's system of outcomes. */
export const OUTCOMES = [
  'immediate-improvement',
  'sustained-improvement',
  'recovery-time',
  'relief-duration',
] as const;
type Outcome = (typeof OUTCOMES)[number];

const SECONDS_AN_HOUR = 3600;

/** What became of a session, an Observation for each outcome that it has; those that nobody reported on have none. */
export function writeOutcomes(owner: Owner, outcome: SessionOutcome): Resource[] {
  const { painBefore, painAfter, sustainedPain, recovery, relief } = outcome;
  const observed: [Outcome, Element | undefined, readonly ('pre' | 'post')[]][] = [
    ['immediate-improvement', fall(painBefore, painAfter), ['pre', 'post']],
    ['sustained-improvement', fall(painBefore, sustainedPain), ['pre']],
    ['recovery-time', recovery && hours(recovery), []],
    ['relief-duration', relief && hours(relief), []],
  ];
  return observed.flatMap(([name, value, from]) =>
    value ? [observation(owner, outcome, name, value, from)] : [],
  );
}

function observation(
  owner: Owner,
  { sessionId, endedAt }: SessionOutcome,
  name: Outcome,
  value: Element,
  from: readonly ('pre' | 'post')[],
): Resource {
  const idOf = (...parts: string[]) => resourceId(owner.clinicId, 'session', sessionId, ...parts);
  return {
    resourceType: 'Observation',
    id: idOf(name),
    status: 'final',
    code: concept([SYSTEMS.outcome, name]),
    subject: referenceToClient(owner),
    encounter: { reference: `Encounter/${idOf()}` },
    effectiveDateTime: endedAt,
    ...value,
    ...listed(
      'derivedFrom',
      from.map((phase) => ({ reference: `Observation/${idOf(phase)}` })),
    ),
  };
}

/** Points by which pain fell; a rise is negative. */
function fall(before: number | undefined, after: number | undefined): Element | undefined {
  return before === undefined || after === undefined ? undefined : { valueQuantity: score(before - after) };
}

/** Between which hours after the session it happened; of what has not happened yet, after how many it had not. */
function hours(time: TimeToEvent): Element {
  const inHours = (seconds: number) => quantity(seconds / SECONDS_AN_HOUR, 'h');
  if (time.event) return { valueRange: { low: inHours(time.after), high: inHours(time.by) } };
  const value = time.last / SECONDS_AN_HOUR;
  return { valueQuantity: { value, comparator: '>', unit: 'h', system: UCUM, code: 'h' } };
}
