import { dateAsWritten } from '../../../shared/records/time/instant.ts';
import { DAY, HOUR, type JournalEntry, score } from '../clinics/clinic.ts';
import type { Pledge, Said, Scenario } from './scenario.ts';

/**
 * One client's goal about pain, scored 5 to 12 times over three to six weeks of eight, the true pain on a line. On
 * track is false when the line does not get to the target by the due date, behind (off track) when it does: of
 * somebody who does not change and is not there, behind is true.
 */
type Course = { from: number; perWeek: number; target: number; noise: number; correlation: number };

export const GOALS: readonly Scenario[] = [
  scenario('pain that does not change, off target', 'on-track', still(7, 3, 1, 0)),
  scenario('pain that does not change, two points off target', 'on-track', still(5, 3, 1.5, 0)),
  scenario('pain that does not change, a point off target, days alike', 'on-track', still(4, 3, 1.5, 0.5)),
  scenario('pain that does not change, at the target', 'off-track', still(3, 3, 1.5, 0)),
  scenario('pain that does not change, at the target, days alike', 'off-track', still(3, 3, 1, 0.4)),
  scenario('pain that gets to the target on the due date', 'off-track', {
    ...still(7, 3, 1.5, 0),
    perWeek: -0.5,
  }),
];

const STARTS = Date.UTC(2026, 0, 5) / 1000;
const WEEKS = 8;

function still(from: number, target: number, noise: number, correlation: number): Course {
  return { from, perWeek: 0, target, noise, correlation };
}

function scenario(name: string, falseStatus: 'on-track' | 'off-track', course: Course): Scenario {
  const { from, perWeek, target, noise, correlation } = course;
  const pledge: Pledge = {
    claim: 'goals',
    promise: falseStatus === 'on-track' ? 'is not told to be on track' : 'is not told to be behind',
    atLeast: 0.9,
    isKept: (said) => statusOf(said) !== falseStatus,
  };
  return {
    name,
    simulate(draws) {
      const count = draws.integer(5, 12);
      const days = draws.integer(21, 42);
      let deviation = noise * draws.z();
      const entries = Array.from({ length: count }, (_, index): JournalEntry => {
        const day = Math.round((index * days) / (count - 1));
        if (index > 0) {
          deviation = correlation * deviation + Math.sqrt(1 - correlation ** 2) * noise * draws.z();
        }
        const pain = score(from + (perWeek * day) / 7 + deviation);
        return { client: 0, at: STARTS + day * DAY + 9 * HOUR, pain };
      });
      const goal = { client: 0, starts: STARTS, weeks: WEEKS, baseline: Math.max(from, target + 2), target };
      return { sessions: [], entries, goals: [goal] };
    },
    pledges: [pledge],
  };
}

/** How the goal stands on the day of its last score. */
function statusOf({ goals, standingOf }: Said): string {
  const { progress } = goals[0]!;
  return standingOf(progress, dateAsWritten(progress.points.at(-1)!.at)).status;
}
