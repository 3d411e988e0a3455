import { isReassignment, type SentRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import type { ClinicPrincipal } from './principal.ts';

/**
 * Whether a caller may report a record, as far as the record alone tells. Owners and practice systems (`recorder`)
 * report anything of their clinic; a therapist reports sessions and goals under her own id, measurements, and what
 * a client says of consent, and takes back all but that; a client adds entries to his own journal, and answers what a form of ours has asked about a goal. What is held decides
 * the rest, see storage/care-decisions.ts.
 *
 * @returns the refusal, or undefined when it is allowed
 */
export function refusalToReport(principal: ClinicPrincipal, record: SentRecord): Refusal | undefined {
  switch (principal.role) {
    case 'owner':
    case 'recorder':
      return undefined;
    case 'therapist':
      if (record.type === 'deletion' && TAKEN_BACK.has(record.of)) return undefined;
      // Neither begins care, so that both are of clients in her care only.
      if (record.type === 'measurement' || record.type === 'consent') return undefined;
      if (record.type !== 'session' && record.type !== 'goal') {
        const message =
          'a therapist may report sessions, goals, measurements and consent, and take back her own';
        return forbidden('type', message);
      }
      return record.therapistId === principal.therapistId
        ? undefined
        : forbidden('therapistId', 'a therapist may report under her own id only');
    case 'client':
      if (isReassignment(record) || (record.type !== 'pain-score' && !isAnswer(principal, record))) {
        return forbidden('type', 'a client may add journal scores only');
      }
      return record.clientId === principal.clientId
        ? undefined
        : forbidden('clientId', 'a client may add to his own journal only');
  }
}

/** What a therapist takes back, where it is hers; a consent is changed, and the client's. */
const TAKEN_BACK: ReadonlySet<string> = new Set(['session', 'goal', 'measurement']);

function isAnswer({ goalId }: Extract<ClinicPrincipal, { role: 'client' }>, record: SentRecord): boolean {
  return goalId !== undefined && record.type === 'measurement' && record.goalId === goalId;
}

function forbidden(path: string, message: string): Refusal {
  return { code: 'forbidden', path, message };
}
