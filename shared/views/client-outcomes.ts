import type { CourseOutcome } from '../outcomes/course-outcome.ts';
import type { SessionOutcome } from '../outcomes/session-outcome.ts';
import type { OwnTechniquesOf } from './own-technique-of.ts';

/** What became of one client in a month, under a name that tells clients apart and nothing else. */
export type ClientOutcomes = {
  client: string;
  sessions: SessionOutcome[];
  courses: CourseOutcome[];
  /** Whether a journal entry about pain lies in the month; absent where nobody looked. */
  journal?: boolean;
  /** Where sessions have any. */
  own?: OwnTechniquesOf;
};
