import type { Session } from '../../shared/records/session.ts';
import type { Random } from './random.ts';

/** Phases as most therapists note them, and how long the whole session took. */
export function simulatePhases(
  random: Random,
  treatmentMinutes: number,
  isFirst: boolean,
): { phases: Session['phases']; lengthMinutes: number } {
  const phases = {
    intake: random.integer(isFirst ? 7 : 3, isFirst ? 12 : 7),
    assessment: random.integer(isFirst ? 6 : 3, isFirst ? 12 : 8),
    preparation: random.integer(3, 6),
    'hands-on': treatmentMinutes,
    'post-treatment': random.integer(3, 6),
    aftercare: random.integer(4, 9),
  };
  const lengthMinutes = Object.values(phases).reduce((sum, minutes) => sum + minutes, 0);
  return { phases: random.chance(0.7) ? phases : undefined, lengthMinutes };
}
