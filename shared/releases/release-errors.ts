import { DomainError } from '../errors.ts';

/** The programme has nothing left to spend on this: failing comes before sampling, so nothing was drawn. */
export class BudgetExhaustedError extends DomainError {
  constructor(details: { programme: string; period: string; revision: number }) {
    super('release.budget-exhausted', 'the programme cannot pay for this release', { details });
  }
}

/** The release was paid for with another input: noise on a second input would reveal the difference. */
export class OtherInputError extends DomainError {
  constructor(details: { programme: string; period: string; revision: number }) {
    super('release.other-input', 'the release has been charged for another input and cannot take this one', {
      details,
    });
  }
}

/** The programme has published periods of another kind: this one would overlap with them. */
export class OtherPeriodKindError extends DomainError {
  constructor(details: { programme: string; period: string; revision: number }) {
    super('release.other-period-kind', 'the programme has published periods of another length', { details });
  }
}

/** The exact counts of some clinic are missing: their tally failed or has not ended. */
export class NotFrozenError extends DomainError {
  constructor(details: { programme: string; period: string; revision: number }) {
    super('release.not-frozen', 'the counts of this release have not been frozen', { details });
  }
}

/** What a run ends with: its text reaches queues and logs, so it says how many and never why. */
export class ReleasesFailedError extends DomainError {
  constructor(count: number) {
    super('release.failed', `releases not published: ${count}; the log says why`, { retryable: true });
  }
}
