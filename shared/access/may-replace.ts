import type { Arrival, Door } from '../records/arrival.ts';
import type { Refusal } from '../records/refusal.ts';
import { isHandedOver } from './handed-care.ts';

/** A version as it is held, and how it came; of one from before arrivals were kept that is unknown. */
export type HeldSource = { content: string | null; arrival: Arrival | undefined };

/** The doors by which a client's own entries come. */
const CLIENTS_DOORS: ReadonlySet<Door> = new Set(['client', 'journal']);

/**
 * Whether what arrives may take the place of what is held, or take it away. What is held is asked, and not only
 * what arrives: a client replaces and deletes what came through his own doors, a therapist what names her, or what
 * she has measured herself. Of a deletion nobody is named: she replaces her own only, and deletes nothing of which
 * nothing is held, or she could keep out what a colleague is about to report. Consent is the client's own, whoever wrote
 * it down: by his journal he gives it and takes it back, and she passes on what he says; what he has refused there
 * himself only he agrees to. That a client is handed over to a colleague stands over what is held of the colleague's care:
 * whether he is hers to hand over is asked before (storage/writing/care-decisions.ts).
 *
 * @param held the record's version in storage, if there is one; of a deleted record the deletion
 * @param incoming the content that arrives; null for a deletion
 * @returns the refusal, or undefined when it may
 */
export function refusalToReplace(
  held: HeldSource | undefined,
  incoming: string | null,
  { door, author }: Arrival,
): Refusal | undefined {
  if (isOwnNo(held) && !CLIENTS_DOORS.has(door) && !isNo(incoming)) return saidNo;
  if (door === 'therapist') return isHers(held, incoming, author) ? undefined : notHers;
  if (!held || !CLIENTS_DOORS.has(door)) return undefined;
  if (held.arrival && CLIENTS_DOORS.has(held.arrival.door)) return undefined;
  if (door === 'journal' && isConsent(incoming)) return undefined;
  const message =
    'this entry came from the clinic; expected one of your own, or ask the clinic to correct it';
  return { code: 'forbidden', path: '', message };
}

const saidNo: Refusal = {
  code: 'forbidden',
  path: 'partnerReports',
  message: 'the client has said no in the own journal; expected the yes by the same way, or a no',
};

/** A client has said no by a door of his own: nobody else turns that into a yes, or makes it unsaid. */
function isOwnNo(held: HeldSource | undefined): boolean {
  return held?.arrival !== undefined && CLIENTS_DOORS.has(held.arrival.door) && isNo(held.content);
}

function isNo(content: string | null): boolean {
  if (content === null) return false;
  const { type, partnerReports } = contentOf(content);
  return type === 'consent' && partnerReports === false;
}

const notHers: Refusal = {
  code: 'forbidden',
  path: 'id',
  message: 'what is held under this id is not yours; expected one of your own records, or a new id',
};

/** A consent has one key of its own, so what it would replace is one too. */
function isConsent(content: string | null): boolean {
  return content !== null && contentOf(content).type === 'consent';
}

function isHers(held: HeldSource | undefined, incoming: string | null, author: string | undefined): boolean {
  if (!held) return incoming !== null;
  const said = incoming === null ? undefined : contentOf(incoming);
  // Care that she gives a colleague; to end somebody else's is not hers.
  if (said?.type === 'consent' || (said?.type === 'care' && isHandedOver(said))) return true;
  const came = held.arrival?.door === 'therapist' && held.arrival.author === author;
  if (held.content === null) return came;
  const { type, therapistId } = contentOf(held.content);
  return type === 'measurement' ? came : therapistId === author;
}

const contentOf = (content: string) =>
  JSON.parse(content) as {
    type?: string;
    therapistId?: string;
    partnerReports?: boolean;
    reason?: string;
    until?: string | null;
  };
