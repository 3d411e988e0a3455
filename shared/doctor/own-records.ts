import { RECORD_TYPES } from '../records/record.ts';

/**
 * Whether a file holds records of our own, a JSON object a line: those are read as they are, without a mapping. A list of
 * them in one document is told apart, since it has to be written a record a line.
 *
 * @param head the beginning of the file
 */
export function ownRecordsIn(head: string): 'lines' | 'list' | undefined {
  const text = head.replace(/^\uFEFF/, '').trimStart();
  const line = text.split(/\r?\n/, 1)[0]!;
  if (isOwn(parsed(line))) return 'lines';
  const type = text.startsWith('[')
    ? /^\[\s*\{[^{}[\]]*?"type"\s*:\s*"([a-z-]+)"/.exec(text)?.[1]
    : undefined;
  return isType(type) ? 'list' : undefined;
}

const isType = (type: unknown) => RECORD_TYPES.some((known) => known === type);

function isOwn(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && isType(value.type);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // not a line of records: whatever it is, others look at it
  }
}
