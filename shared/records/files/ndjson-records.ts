import type { Refusal } from '../refusal.ts';
import type { Checkpoint, FileItem, TypedRow } from './file-item.ts';
import { type Line, linesOf, textOf } from './file-lines.ts';
import { jsonLoss } from './json-loss.ts';
import { INVALID_UTF8, LINE_TOO_LONG, readItem, refusedItem } from './read-item.ts';

const INVALID_JSON: Refusal = {
  code: 'invalid-json',
  path: '',
  message: 'expected one complete JSON object on this line',
};

const BLANK = /^[ \t\r]*$/;

/** Reads the records of a file with one JSON object a line. A bad line never takes its neighbours with it. */
export async function* ndjsonRecords(
  bytes: AsyncIterable<Uint8Array>,
  options: { clinicId?: string; resumeAt?: Checkpoint; withTyped?: boolean },
): AsyncGenerator<FileItem> {
  for await (const lines of linesOf(bytes, options.resumeAt)) {
    for (const line of lines) {
      const item = ndjsonItem(line, options.clinicId);
      if (!item) continue;
      if (options.withTyped) item.typed = () => typedLine(line);
      yield item;
    }
  }
}

/** The item on a line; undefined for a blank line. */
export function ndjsonItem({ line, endByte, raw }: Line, clinicId: string | undefined): FileItem | undefined {
  const place = { line, endLine: line, endByte };
  if (raw === undefined) return refusedItem(place, [LINE_TOO_LONG]);
  const text = textOf(raw, line);
  if (text === undefined) return refusedItem(place, [INVALID_UTF8]);
  if (BLANK.test(text)) return undefined;
  const parsed = parseJson(text);
  if (parsed === undefined) return refusedItem(place, [INVALID_JSON]);
  const item = readItem({ ...place }, parsed.value, clinicId);
  const loss = 'record' in item ? jsonLoss(text, parsed.value) : undefined;
  return loss ? refusedItem(place, [loss], parsed.value) : item;
}

function typedLine({ line, raw }: Line): TypedRow | undefined {
  const text = raw && textOf(raw, line);
  return text === undefined ? undefined : { text };
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // the reason would repeat what the line says
  }
}
