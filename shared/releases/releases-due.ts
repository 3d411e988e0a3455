import { BadRequestError } from '../errors.ts';
import type { Programme } from '../privacy/programme/programme.ts';
import {
  isOfKind,
  lengthsOf,
  periodDue,
  periodExample,
  type ReleasePeriod,
  releasePeriod,
} from '../privacy/programme/release-period.ts';
import { FIRST_REVISION, LAST_REVISION, type ReleaseId } from './release-id.ts';

/** What the schedule sends, or an operator: the release is named for a revision, and for one of many only. */
export type ReleaseEvent = {
  scheduledTime: string;
  release?: ReleaseId;
  /** Of a release that is named and closed: it is not to be published, and what it has reserved is given back. */
  giveUp?: boolean;
};

export type DueRelease = { release: ReleaseId; programme: Programme; period: ReleasePeriod };

/**
 * The releases whose turn it is: of every programme the periods that the scheduled time is for, or the one
 * that the event names.
 *
 * @throws BadRequestError naming the field of an event that makes no sense
 */
export function releasesDue(
  step: 'freezesAt' | 'publishesAt',
  programmes: readonly Programme[],
  { scheduledTime, release }: ReleaseEvent,
): DueRelease[] {
  if (!Number.isFinite(Date.parse(scheduledTime))) {
    throw new BadRequestError('scheduledTime', 'expected an instant such as 2026-11-01T06:00:00Z');
  }
  if (release) return [named(programmes, release)];
  return programmes.flatMap((programme) =>
    lengthsOf(programme.period).flatMap((length) => {
      const period = periodDue(step, length, scheduledTime);
      return period ? [due(programme, period, FIRST_REVISION)] : [];
    }),
  );
}

function named(programmes: readonly Programme[], release: ReleaseId): DueRelease {
  const programme = programmes.find((one) => one.programme === release.programme);
  if (!programme) throw new BadRequestError('release.programme', 'expected a programme of this deployment');
  const period = releasePeriod(String(release.period));
  if (!period || !isOfKind(programme.period, period)) {
    throw new BadRequestError('release.period', `expected ${periodExample(programme.period)}`);
  }
  if (release.revision !== FIRST_REVISION && release.revision !== LAST_REVISION) {
    throw new BadRequestError('release.revision', `expected ${FIRST_REVISION} or ${LAST_REVISION}`);
  }
  return due(programme, period, release.revision);
}

function due(programme: Programme, period: ReleasePeriod, revision: number): DueRelease {
  const release = { programme: programme.programme, period: period.period, revision };
  return { release, programme, period };
}
