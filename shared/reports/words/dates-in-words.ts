import { dateWords, momentWords } from '../../outcomes/date-words.ts';

/** A date or an instant as records write it; not one that is given as an example of how to write it. */
const WRITTEN =
  /(?<!such as "?)\b(\d{4}-(?:0[1-9]|1[0-2])-\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?\b/g;

/**
 * A sentence about a record with its dates and instants as people say them, in the offset in which they are written.
 *
 * @example datesInWords('to the end of 2026-11-30') // 'to the end of 30 November 2026'
 */
export function datesInWords(sentence: string): string {
  return sentence.replace(WRITTEN, (written, date: string, time?: string, offset?: string) => {
    if (time === undefined) return dateWords(date);
    return `${momentWords(written)}${offset === 'Z' ? ' UTC' : ''}`;
  });
}
