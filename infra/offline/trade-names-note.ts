import { codeOfTradeName } from '../../shared/mapping/vocabulary.ts';
import type { FileRefusal } from '../../shared/records/files/file-item.ts';
import type { RefusedRows } from '../../shared/reports/terminal/refusal-table.ts';

const VOCABULARIES = [
  [/^techniques\[(\d+)\]\.technique$/, 'technique'],
  [/^complaint$/, 'complaint'],
] as const;

const SHOWN_WORDS = 5;

/**
 * Where names of the trade are read, for files in which techniques or complaints were refused that are no codes: with what the
 * first of them mean. Undefined where there is none.
 */
export function tradeNamesNote(refused: readonly RefusedRows[]): string | undefined {
  const meanings = new Map<string, string>();
  const files = new Set<string>();
  for (const { file, first } of refused)
    for (const { code, path, found } of first.flatMap(allOf)) {
      const vocabulary = VOCABULARIES.find(([pattern]) => pattern.test(path))?.[1];
      if (code !== 'unknown-code' || vocabulary === undefined) continue;
      files.add(file);
      const word = wordIn(found ?? '', path);
      const meaning = codeOfTradeName(vocabulary, word);
      // What has no code of its own is "other" only where a person says so.
      if (meaning !== undefined && meaning !== 'other') meanings.set(word, meaning);
    }
  if (files.size === 0) return undefined;
  const known = [...meanings]
    .slice(0, SHOWN_WORDS)
    .map(([word, code]) => `${word} as ${code}`)
    .join(', ');
  return `Techniques and complaints are codes here; names of the trade are read by a mapping${known && ` (${known})`}, which the doctor proposes: npm run doctor -- ${[...files].join(' ')}`;
}

/** The name in a cell of our own CSV, in which several techniques stand with their minutes: `swedish:30;cupping:30`. */
function wordIn(found: string, path: string): string {
  const index = /\[(\d+)\]/.exec(path)?.[1];
  const entry = index === undefined ? found : (found.split(';')[Number(index)] ?? found);
  return entry.split(/[:@]/)[0]!.trim().toLowerCase();
}

const allOf = (refusal: FileRefusal) => [refusal, ...(refusal.also ?? [])];
