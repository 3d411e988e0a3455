import type { Arrival, Door } from '../../records/arrival.ts';
import { utcSortKey } from '../../records/time/instant.ts';
import { type Item, text, textOf } from '../aws/dynamodb.ts';
import { type AddressedRecord, arrivalAttributes, arrivalIn } from './record-store.ts';

/**
 * Who else has said the same as a version that came by a file. It changes nothing of the facts; but when that file's
 * import is undone, what others have said too stays (take-back.ts). Null stands for more than are kept.
 */
type Others = (Said | null)[];

/** How it was said, and where it was spelled otherwise, or of another instant by its arrival, also that. */
type Said = Omit<Arrival, 'timeZone'> & { recordedAt?: string; record?: string };

/** So many are kept by name: a list that is sent every night writes each record a few times at most, and then no more. */
const MOST = 2;

/** Whether a version, held or in the history, came by this very import. */
export function isOfImport(item: Item | undefined, importName: string): boolean {
  return textOf(item, 'door') === 'file' && textOf(item, 'author') === importName;
}

/** The same item with one more who has said it; undefined where there is nothing to note. */
export function saidAgainBy(item: Item, { arrival, version }: AddressedRecord): Item | undefined {
  if (textOf(item, 'door') !== 'file' || item['record'] === undefined) return undefined;
  const others = othersIn(item);
  const known = [arrivalIn(item)!, ...others];
  if (known.some((one) => one === null || isSame(one, arrival))) return undefined;
  const { door, author } = arrival;
  const said: Said = {
    ...{ door, ...(author !== undefined && { author }), at: utcSortKey(arrival.at) },
    ...(version.recordedAt !== textOf(item, 'recordedAt') && { recordedAt: version.recordedAt }),
    ...(version.content !== textOf(item, 'record') && { record: version.content! }),
  };
  return withOthers(item, [...others, others.length < MOST ? said : null]);
}

/** The same item as the next of those who have said it brought it; undefined where nobody else has. */
export function asSaidByNext(item: Item): Item | undefined {
  const [next, ...others] = othersIn(item);
  if (next === undefined) return undefined;
  // Who they are is not known any more: it stays as it is.
  if (next === null) return item;
  const { author: _author, ...said } = item;
  const { recordedAt, record } = next;
  if (recordedAt !== undefined) {
    delete said['sentAt'];
    delete said['clock'];
    said['recordedAt'] = text(recordedAt);
  }
  if (record !== undefined) said['record'] = text(record);
  return withOthers({ ...said, ...arrivalAttributes(next) }, others);
}

/** The same item without the word of an import; undefined where that has said nothing. */
export function withoutWordOf(item: Item, importName: string): Item | undefined {
  const others = othersIn(item);
  const left = others.filter((one) => one?.door !== 'file' || one.author !== importName);
  return left.length < others.length ? withOthers(item, left) : undefined;
}

function othersIn(item: Item): Others {
  return JSON.parse(textOf(item, 'saidAgain') ?? '[]') as Others;
}

function withOthers({ saidAgain: _saidAgain, ...item }: Item, others: Others): Item {
  return { ...item, ...(others.length > 0 && { saidAgain: text(JSON.stringify(others)) }) };
}

/** People and practice systems are one voice however often they say it; each import is one of its own. */
function isSame(one: { door: Door; author?: string }, { door, author }: Arrival): boolean {
  return one.door === door && one.author === author;
}
