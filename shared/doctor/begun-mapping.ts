import { type Decision, type Mapping, parseMapping, type SentMapping } from '../mapping/mapping.ts';
import { decideTimes } from './decide-times.ts';
import type { LookedTable } from './likeliest-table.ts';
import { nothingIn } from './propose-mapping.ts';

/** What a row of a table may be of which nothing else could be told. */
export type BegunType = 'session' | 'pain-score';

const FIELDS: Readonly<Record<BegunType, SentMapping['records'][number]['fields']>> = {
  session: { therapistId: { constant: 'therapist-1' } },
  'pain-score': { window: { constant: 'now' } },
};

const open = (about: string, why: string): Decision => ({ about, sure: 'undecided', why });
const CLIENT = open('clientId', 'choose what tells one client from another: a number, or an e-mail address');
const DECISIONS: Readonly<Record<BegunType, readonly Decision[]>> = {
  session: [
    CLIENT,
    open('startedAt', 'choose the column of the beginning, and that of the time of day where it has one'),
    open('endedAt', 'choose the column of the end or of the minutes, or say how long every visit takes'),
    open('complaint', 'choose what clients came for, or say that it is always the same'),
    open('techniques', 'choose what was done, or say that it is always the same'),
    { about: 'therapistId', sure: 'unsure', why: 'choose who treated, or say the code of the one who did' },
  ],
  'pain-score': [
    CLIENT,
    open('at', 'choose when the score was given, and the column of the time of day where it has one'),
    open('pain', 'choose the column of pain, of soreness, or both'),
  ],
};

/**
 * The beginning of a mapping for a table whose columns tell nothing: what a row is has been said, which column is which is
 * asked. No column is read until somebody has named it.
 *
 * @param timeZone the clinic's, where it has said one
 */
export function begunMapping(
  type: BegunType,
  { shape, profile }: Pick<LookedTable, 'shape' | 'profile'>,
  timeZone: string | undefined,
): Mapping {
  const { columns } = profile;
  const missing = nothingIn(columns, columns);
  const times = decideTimes(columns, timeZone);
  const read = parseMapping({
    mappingVersion: 1,
    source: { system: 'unknown', report: 'begun by hand' },
    file: shape,
    records: [{ type, fields: FIELDS[type] }],
    ...times.settings,
    ...(missing.length > 0 && { missing }),
    ...(columns.some((column) => column.count('commaNumber') > 0) && { decimalComma: true }),
    leftOut: columns.map(({ name }) => name),
    otherColumns: shape.format === 'json' || shape.format === 'ndjson' ? 'leave-out' : 'refuse',
    decisions: [...DECISIONS[type], ...times.decisions],
  } satisfies SentMapping);
  if ('mapping' in read) return read.mapping;
  throw new Error(`what is begun is no mapping: ${read.faults.join('; ')}`);
}
