import { createHash } from 'node:crypto';
import type { Refusal } from '../records/refusal.ts';
import { shortName } from '../records/values/short-name.ts';
import type { HeldVersion, IncomingVersion } from '../records/versions/version.ts';
import { asMeant } from '../storage/held/held-version.ts';
import type { Holdings } from '../storage/held/holdings.ts';
import type { AddressedRecord, Storable } from '../storage/held/record-store.ts';
import type { Replaced, WriteOutcome } from '../storage/writing/record-decisions.ts';
import type { RecordResult } from './record-result.ts';

/** What a sender is told of a record that was decided on. What had no effect says so, and why. */
export function resultOf(
  record: Storable,
  { version }: AddressedRecord,
  written: WriteOutcome,
): RecordResult {
  switch (written.outcome) {
    case 'refused':
      return { status: 'refused', refusals: [written.refusal] };
    case 'other-client':
      return { status: 'refused', refusals: [otherClient(record, written.holder)] };
    case 'erased':
      return { status: 'refused', refusals: [erased] };
    case 'conflict':
      return { status: 'refused', refusals: [conflict(record, version, written.held!)] };
    case 'duplicate':
      return {
        status: 'duplicate',
        message: duplicate(version),
        ...(written.ofThisArrival && { ofThisArrival: true }),
      };
    case 'stale':
      return { status: 'stale', message: stale(version, written.held!), by: written.held!.recordedAt };
    default:
      return {
        status: 'accepted',
        ...removalOf(version, written),
        ...toldOf(written),
      };
  }
}

/** What a version took the place of; of a removal `removed` says so, save to whoever adds up what came together. */
function toldOf({ removed, replaced }: { removed?: Holdings; replaced?: Replaced }): object {
  return replaced && (replaced.ofThisArrival || !removed) ? { replaced } : {};
}

/** What a removal has removed; of a deletion that found nothing, what it is good for. */
function removalOf({ content }: IncomingVersion, { removed }: { removed?: Holdings }): object {
  if (!removed) return {};
  const found = Object.keys(removed).length > 0;
  const message = 'no such record was held; one that was recorded before this deletion will have no effect';
  return { removed, ...(content === null && !found && { message }) };
}

function duplicate({ content }: HeldVersion): string {
  return content === null
    ? 'this record has been deleted already; nothing was changed'
    : 'the same is held already; nothing was changed';
}

function stale({ removes }: Pick<HeldVersion, 'removes'>, held: HeldVersion): string {
  if (removes && held.content !== null) {
    return 'this was carried out before, and what is held has come since; nothing was changed';
  }
  if (held.content === null) {
    return 'this record was deleted, by a deletion that counts as later; nothing was changed';
  }
  return `a later version is held, of ${held.recordedAt}; nothing was changed: expected a later recordedAt, or none`;
}

/** Names both clients: the one it came for as its sender does, and the other as our pages do, whose id is not kept. */
function otherClient(record: Storable, holder: string): Refusal {
  const of = record.type === 'deletion' ? record.of : record.type;
  const message =
    `this ${of} is held for another client, ${shortName(holder)} on our pages, and came for ${record.clientId}; ` +
    'expected a move if it is about this client, or an id of its own';
  return { code: `${of}.other-client`, path: 'clientId', message };
}

const erased: Refusal = {
  code: 'erased',
  path: 'recordedAt',
  message: 'everything of this client up to this instant was erased; expected a later recordedAt',
};

/** Names both versions: same id and instant, other content. */
function conflict(record: Storable, arrived: IncomingVersion, held: HeldVersion): Refusal {
  const message =
    `another version of this ${record.type} with the same recordedAt ${record.recordedAt} is held ` +
    `(held ${digest(held)}, arrived ${digest(asMeant(arrived))}); expected a later recordedAt for a correction, or none`;
  return { code: 'conflict', path: 'recordedAt', message };
}

/** Short name of what a version says, so that sender and clinic can tell which is which. */
function digest({ content }: HeldVersion): string {
  return createHash('sha256')
    .update(content ?? 'deleted')
    .digest('hex')
    .slice(0, 12);
}
