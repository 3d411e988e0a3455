import type { Refusal } from '../../../shared/records/refusal.ts';
import type { Told } from '../sent/records.ts';
import {
  contentTold,
  type Heard,
  isFact,
  isVersionOf,
  nameOf,
  personsIn,
  unstamped,
  writtenAt,
} from './heard.ts';
import type { HeldRecord } from './held.ts';

/** What may be said of why a record was refused, and whether it can be so. */
type Explains = (one: Heard, others: readonly Heard[]) => boolean;

type Held = { current: readonly HeldRecord[]; replaced: readonly HeldRecord[] };

const EXPLANATIONS: Readonly<Record<string, Explains>> = {
  'not-an-integer': ({ record }) => record['pain'] === 7.5,
  conflict: ({ record }, heard) =>
    versionsOf(record, heard).some(
      (other) =>
        writtenAt(other.record) === writtenAt(record) &&
        JSON.stringify(other.record) !== JSON.stringify(record),
    ),
  erased: ({ record }, heard) => mayBeErased(record['clientId'] as string, heard),
};

/** @returns what is wrong with the answers: of a record that is told to be there and is not, or refused without a reason */
export function wrongAnswers(heard: readonly Heard[], held: Held, clinicId: string): string[] {
  return [
    ...heard.flatMap((one) => unexplained(one, heard)),
    ...heard.filter(isTaken).flatMap(({ record }) => missing(record, heard, held)),
    ...held.current.flatMap((one) => invented(one, heard, clinicId)),
    ...held.current.flatMap((one) => overtaken(one, heard)),
  ];
}

const isTaken = ({ record, result }: Heard) =>
  isFact(record) && (result.status === 'accepted' || result.status === 'duplicate');

function versionsOf(record: Told, heard: readonly Heard[]): Heard[] {
  const persons = personsIn(heard)(record['clientId'] as string);
  return heard.filter((other) => isVersionOf(nameOf(record), persons, other.record));
}

function mayBeErased(client: string, heard: readonly Heard[]): boolean {
  const persons = personsIn(heard)(client);
  return heard.some(
    ({ record: { type, clientId } }) => type === 'erasure' && persons.has(clientId as string),
  );
}

function unexplained(one: Heard, heard: readonly Heard[]): string[] {
  const { record, result } = one;
  if (result.status !== 'refused') return [];
  return result.refusals.flatMap((refusal) => {
    if (refusal.message === '') return [`${nameOf(record)} was refused without a sentence`];
    return isExplained(one, refusal, heard) ? [] : [`${nameOf(record)} was refused for "${refusal.code}"`];
  });
}

function isExplained(one: Heard, { code }: Refusal, heard: readonly Heard[]): boolean {
  const { record } = one;
  if (code.endsWith('.other-client')) {
    const clients = new Set(versionsOf(record, heard).map((other) => other.record['clientId']));
    return clients.size > 1 || personsIn(heard)(record['clientId'] as string).size > 1;
  }
  // What is about other records says which it did not find, or who is one with whom already.
  if (record.type === 'move' || record.type === 'merge') return /^(move|merge)\.|erased|conflict/.test(code);
  return EXPLANATIONS[code]?.(one, heard) ?? false;
}

/** Of a record that was taken: it, or a later version, is there, unless all of its client may have been erased. */
function missing(record: Told, heard: readonly Heard[], { current, replaced }: Held): string[] {
  const client = record['clientId'] as string;
  const persons = personsIn(heard)(client);
  const name = nameOf(record);
  const at = writtenAt(record);
  const isThere = (one: HeldRecord) =>
    one.name === name && persons.has(one.client) && (at === undefined || one.recordedAt >= at);
  if (current.some(isThere) || mayBeErased(client, heard)) return [];
  // Of one person one version stands, and another may be parked beside it.
  if (persons.size > 1 && (record.type === 'consent' || replaced.some(isThere))) return [];
  return [`${name} of ${client}, written ${at ?? 'on arrival'}, was taken and is not there`];
}

/** Of a record that is held: somebody has sent it, as it is. */
function invented(
  { name, client, recordedAt, content }: HeldRecord,
  heard: readonly Heard[],
  clinicId: string,
) {
  if (content === null || name.startsWith('consent')) return [];
  const persons = personsIn(heard)(client);
  const isSent = heard.some(({ record }) => {
    const at = writtenAt(record);
    const isOfThen = at === undefined || at === recordedAt;
    return (
      isVersionOf(name, persons, record) && isOfThen && contentTold(record, clinicId) === unstamped(content)
    );
  });
  return isSent ? [] : [`${name} of ${client}, written ${recordedAt}, is held and nobody has sent it`];
}

/** Of a record that is held: no later version of it was taken. Of two who are one person now, either may have had one. */
function overtaken({ name, recordedAt, client }: HeldRecord, heard: readonly Heard[]): string[] {
  const persons = personsIn(heard)(client);
  if (name.startsWith('consent') || persons.size > 1 || mayBeErased(client, heard)) return [];
  const later = heard.filter(({ record, result }) => {
    const isVersion = isFact(record) || record.type === 'deletion';
    const isLater = (writtenAt(record) ?? '') > recordedAt;
    const isOfClient = nameOf(record) === name && record['clientId'] === client;
    return isVersion && isLater && result.status === 'accepted' && isOfClient;
  });
  return later.map(
    ({ record }) =>
      `${name} of ${client} is held as of ${recordedAt}, and was taken as of ${writtenAt(record)}`,
  );
}
