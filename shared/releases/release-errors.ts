import { DomainError } from '../errors.ts';
import type { ReleaseId } from './release-id.ts';

/**
 * A release that may not be made, said before anything is charged. `isFinal`: nothing that comes can change it,
 * so that what it has reserved is given back.
 */
export class ReleaseRefusedError extends DomainError {
  readonly isFinal: boolean;

  constructor(code: string, message: string, details: object, { isFinal }: { isFinal: boolean }) {
    super(code, message, { details: { ...details } });
    this.isFinal = isFinal;
  }
}

/** The programme has nothing left to spend on this: failing comes before sampling, so nothing was drawn. */
export class BudgetExhaustedError extends ReleaseRefusedError {
  constructor({ programme, period, revision }: ReleaseId) {
    const details = { programme, period, revision };
    // Only a first release is paid from what never grows again: a revision may be due later.
    const isFinal = revision === 1;
    super('release.budget-exhausted', 'the programme cannot pay for this release', details, { isFinal });
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
export class OtherPeriodKindError extends ReleaseRefusedError {
  constructor(details: ReleaseId) {
    const message = 'the programme has published periods of another length';
    super('release.other-period-kind', message, details, { isFinal: true });
  }
}

/** The programme, or a clinic in it, has published in the other mode: each undoes what the other hides. */
export class OtherModeError extends ReleaseRefusedError {
  constructor(details: ReleaseId & { clinicId?: string; mode: string }, isFinal: boolean) {
    const { clinicId, mode } = details;
    const who = clinicId === undefined ? 'the programme' : `clinic ${clinicId}`;
    const message = `${who} publishes by ${mode}, and a mode is for all periods, revisions and programmes`;
    super('release.other-mode', message, details, { isFinal });
  }
}

/** A revision by threshold whose rows would be others than its first release's: two tables of the same clients bound each other's rows. */
export class OtherRowsError extends ReleaseRefusedError {
  constructor(details: ReleaseId) {
    const { period } = details;
    const message = `the first release of ${period} has other rows: expected its questions and its catalogue`;
    // Settings can be mended, and nothing is fixed or reserved before.
    super('release.other-rows', message, details, { isFinal: false });
  }
}

/** Another release has a month of a clinic: told twice, a client would be charged twice. */
export class MonthClaimedError extends ReleaseRefusedError {
  constructor(details: ReleaseId & { clinicId: string; month: string; by: string }, isFinal: boolean) {
    const { clinicId, month, by } = details;
    const message = `${month} of clinic ${clinicId} belongs to ${by}, and a clinic's month is released once`;
    super('release.month-claimed', message, details, { isFinal });
  }
}

/** Its settings could make clients spend more than a published manifest promises them. */
export class BreaksPromiseError extends ReleaseRefusedError {
  constructor(details: ReleaseId & { clinicId: string; by: string }, expected: string, isFinal: boolean) {
    const { clinicId, by } = details;
    const message = `it could break what ${by} promises to the clients of clinic ${clinicId}: ${expected}`;
    super('release.breaks-promise', message, details, { isFinal });
  }
}

/** An operator has given it up before it was charged. */
export class GivenUpError extends ReleaseRefusedError {
  constructor(details: ReleaseId) {
    super('release.given-up', 'it was given up and will not be published', details, { isFinal: true });
  }
}

/** What has been paid for cannot be given up: nothing is refunded. */
export class AlreadyChargedError extends DomainError {
  constructor({ programme, period, revision }: ReleaseId) {
    const details = { programme, period, revision };
    super('release.already-charged', 'it has been paid for and cannot be given up', { details });
  }
}

/** Findings that an error names; a log line has no room for hundreds. */
const FINDINGS_NAMED = 10;

/**
 * The audit finds something in what its clinics have published, or would find it with this release. It says where
 * and not what: a finding may hold a count that nobody may see.
 */
export class AuditFoundError extends ReleaseRefusedError {
  constructor(
    details: ReleaseId,
    findings: readonly { kind: string; releases: readonly string[]; row?: string }[],
    isFinal: boolean,
  ) {
    const named = findings
      .slice(0, FINDINGS_NAMED)
      .map(({ kind, releases, row }) => [kind, releases.join(' and '), ...(row ? [row] : [])].join(': '));
    const more = findings.length > named.length ? `; ${findings.length - named.length} more` : '';
    super('release.audit-found', `the audit found ${named.join('; ')}${more}`, details, { isFinal });
  }
}

/** Reports of the period can still come: counts frozen now would leave them out, and it is released only once. */
export class PeriodNotClosedError extends DomainError {
  constructor({ period, closesAt }: { period: string; closesAt: string }) {
    super('release.period-not-closed', `${period} closes on ${closesAt.slice(0, 10)}, and not before`, {
      details: { period, closesAt },
    });
  }
}

/** The exact counts of some clinic are missing: their tally failed or has not ended. */
export class NotFrozenError extends DomainError {
  constructor(details: { programme: string; period: string; revision: number }) {
    super('release.not-frozen', 'the counts of this release have not been frozen', { details });
  }
}

/** What a run of the schedule ends with: its text reaches queues and logs, so it says how many and never why. */
export class ReleasesFailedError extends DomainError {
  constructor(count: number) {
    super('release.failed', `releases not published: ${count}; the log says why`, { retryable: true });
  }
}

/** The same of closing: the counting of some releases did not begin. */
export class ClosingFailedError extends DomainError {
  constructor(count: number) {
    super('release.not-closed', `periods not closed: ${count}; the log says why`, { retryable: true });
  }
}
