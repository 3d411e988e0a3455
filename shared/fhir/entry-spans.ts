import { endOfString } from '../records/files/json-loss.ts';

const [QUOTE, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [34, 123, 125, 91, 93];

/** Where each object of the list `entry` of a JSON document begins and ends. */
export function entrySpans(json: string): [start: number, end: number][] {
  const spans: [number, number][] = [];
  let depth = 0;
  let key = '';
  let isEntry = false;
  let start = 0;
  for (let at = 0; at < json.length; at += 1) {
    const char = json.charCodeAt(at);
    if (char === QUOTE) {
      const end = endOfString(json, at);
      if (depth === 1) key = json.slice(at + 1, end);
      at = end;
    } else if (char === OPEN || char === OPEN_LIST) {
      depth += 1;
      if (depth === 2) isEntry = char === OPEN_LIST && key === 'entry';
      if (depth === 3 && isEntry) start = at;
    } else if (char === CLOSE || char === CLOSE_LIST) {
      if (depth === 3 && isEntry) spans.push([start, at + 1]);
      depth -= 1;
    }
  }
  return spans;
}
