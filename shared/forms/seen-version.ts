import { type Fact, parseRecord } from '../records/record.ts';
import { contentOf } from '../records/versions/content.ts';
import type { Held } from '../records/versions/held.ts';
import { meaningOf } from '../records/versions/meaning.ts';
import type { TypedFields } from './typed.ts';

/** The field in which a form says which version of a record it was opened with. */
export const SEEN_VERSION = 'seenVersion';
/** In its place: there was no record yet, as of a visit that has only begun. */
const NO_VERSION = 'none';

/** A version as a form carries it. */
export const versionOf = (held: Held<Fact> | undefined): string => held?.recordedAt ?? NO_VERSION;

/**
 * What has become of a record since its form was opened: nothing, where the form does not say what it saw, and where what
 * it reports is what is held by now.
 *
 * @param record as the form reports it; absent where it reports none
 */
export function happenedSince(
  fields: TypedFields,
  held: Held<Fact> | undefined,
  record?: object,
): 'changed' | 'gone' | undefined {
  const seen = fields[SEEN_VERSION] ?? '';
  if (seen === '' || seen === versionOf(held)) return undefined;
  if (!held) return 'gone';
  return record && saysTheSame(record, held) ? undefined : 'changed';
}

/** Whether a record, whatever its own id, says what is held. */
export function saysTheSame(record: object, held: Held<Fact>): boolean {
  const parsed = parseRecord(record);
  if ('refusals' in parsed) return false;
  return meaningOf(contentOf(parsed.record as Fact)) === meaningOf(JSON.stringify(held));
}

/** Whether a version came after a form was opened: of what people type, versions are as old as their arrival. */
export const cameSince = ({ recordedAt }: Held<Fact>, formOpenedAt: Date): boolean =>
  Date.parse(recordedAt) > formOpenedAt.getTime();
