import { type Element, elementOf, extensionOf, modifierOf } from './element.ts';
import { EXTENSIONS } from './house.ts';
import { observedAs } from './pain-code.ts';
import { scoreValue } from './score-value.ts';
import { writtenAt } from './written-at.ts';

/** A score of pain from before or after a session, as an Observation beside its Encounter tells it; without a value, that it was in error. */
export type PhasedScore = { phase: 'pre' | 'post'; value: unknown; recordedAt: string | undefined };

/** Whether an Observation says that it belongs to a session, before or after. */
export function phaseOf(observation: Element): 'pre' | 'post' | undefined {
  const phase = elementOf(extensionOf(observation, EXTENSIONS.phase))['valueCode'];
  return phase === 'pre' || phase === 'post' ? phase : undefined;
}

/** @returns undefined for an Observation that says no phase, is not final yet, is changed in its meaning, or holds no score that can be read */
export function phasedScore(observation: Element): PhasedScore | undefined {
  const phase = phaseOf(observation);
  if (phase === undefined || observedAs(observation) !== 'pain' || modifierOf(observation)) return undefined;
  const status = observation['status'];
  const recordedAt = writtenAt(observation);
  if (status === 'entered-in-error') return { phase, value: undefined, recordedAt };
  if (status !== 'final' && status !== 'amended' && status !== 'corrected') return undefined;
  const read = scoreValue(observation);
  return 'value' in read ? { phase, value: read.value, recordedAt } : undefined;
}
