import { isReassignment, type SentRecord } from '../records/record.ts';
import type { Refusal } from '../records/refusal.ts';
import type { ClinicPrincipal } from './principal.ts';

/** Whoever reports, as records name him: of a client that is the clinic's own id, and no pseudonym. */
export type Reporter =
  | Exclude<ClinicPrincipal, { role: 'client' }>
  | {
      clinicId: string;
      role: 'client';
      clientId: string;
      asked?: AskedOfClient;
    };

/** What a form of ours has asked a client, whose answers he may give beside his scores. */
type AskedOfClient =
  /** How goals stand; and what the same entry told before, he may take back. */
  | { entryId: string; goals: readonly string[] }
  /** Whether he consents to partner reports. */
  | { consent: true };

/**
 * Whether a caller may report a record, as far as the record alone tells. Owners and practice systems (`recorder`)
 * report anything of their clinic; a therapist reports sessions and goals under her own id, measurements, and what a
 * client says of consent, and takes back and moves all but that; a client adds entries to his own journal, and answers what a form
 * of ours has asked him: how goals stand, and whether he consents. What is held decides the rest, see
 * storage/writing/care-decisions.ts.
 *
 * @returns the refusal, or undefined when it is allowed
 */
export function refusalToReport(principal: Reporter, record: SentRecord): Refusal | undefined {
  switch (principal.role) {
    case 'owner':
    case 'recorder':
      return undefined;
    case 'therapist':
      if ((record.type === 'deletion' || record.type === 'move') && HERS.has(record.of)) return undefined;
      // Neither begins care, so that both are of clients in her care only.
      if (record.type === 'measurement' || record.type === 'consent') return undefined;
      if (record.type !== 'session' && record.type !== 'goal') {
        const message =
          'a therapist may report sessions, goals, measurements and consent, and take back or move her own';
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

/** What a therapist takes back or moves, where it is hers; a consent is changed, and the client's. */
const HERS: ReadonlySet<string> = new Set(['session', 'goal', 'measurement']);

function isAnswer({ asked }: Extract<Reporter, { role: 'client' }>, record: SentRecord): boolean {
  if (asked === undefined) return false;
  if ('consent' in asked) return record.type === 'consent';
  if (record.type === 'measurement')
    return record.goalId !== undefined && asked.goals.includes(record.goalId);
  const { entryId } = asked;
  return record.type === 'deletion' && OF_ENTRIES.has(record.of) && isOfEntry(record.id, entryId);
}

/** What an entry of the journal is made of, by ids that begin with its own. */
const OF_ENTRIES: ReadonlySet<string> = new Set(['pain-score', 'measurement']);
const isOfEntry = (id: string, entryId: string) => id === entryId || id.startsWith(`${entryId}-`);

function forbidden(path: string, message: string): Refusal {
  return { code: 'forbidden', path, message };
}
