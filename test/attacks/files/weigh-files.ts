import { SIGNATURE } from '../../../shared/releases/files/release-file.ts';
import type { Findings } from '../verdict.ts';
import { FILE_WORLDS } from './file-worlds.ts';
import { type FileAttack, MODES, type Published, type Publisher, publish, textOf } from './publisher.ts';

/** Names that only exact numbers have. */
const EXACT = /\b(rows_?in|clamped|dropped|skipped|excluded|sessions|true_?count|n_?exact)\b/i;

/**
 * Attack 19: names, order, row counts, media and every word and number beside the table, in worlds with and
 * without a client, of one and of nobody. All but the table itself, its size and its hash must be the same; those
 * follow from the anonymised table alone; and the release is dated with the period's own instant.
 */
export const weighFiles: FileAttack = async (publisher) => {
  const findings: Findings = [];
  for (const mode of MODES) {
    const shapes = new Map<string, string>();
    for (const [name, world] of Object.entries(FILE_WORLDS)) {
      const published = await publish(publisher, mode, world);
      shapes.set(name, JSON.stringify(shapeOf(published)));
      const { created, privacy } = JSON.parse(textOf(published, 'datapackage.json'));
      if (created !== published.terms.period.publishesAt) findings.push(`${mode}: it is dated ${created}`);
      findings.push(...(await elsewhere(publisher, published)).map((what) => `${mode}: ${what}`));
      const keys = keysOf(privacy).filter((key) => EXACT.test(key));
      if (keys.length > 0) findings.push(`${mode}: the manifest has ${keys.join(', ')}`);
    }
    const [first, ...others] = shapes;
    for (const [name, shape] of others)
      if (shape !== first![1]) findings.push(`${mode}: a release ${name} looks unlike one ${first![0]}`);
  }
  return findings;
};

/** Files of one anonymised table, made where other clients came: bytes, and so sizes, follow from the table alone. */
async function elsewhere(publisher: Publisher, { terms, table, files }: Published): Promise<Findings> {
  const again = await publisher.render(terms, table, FILE_WORLDS['of nobody']!);
  return again
    .filter(
      ({ name, bytes }) =>
        name !== SIGNATURE && !Buffer.from(bytes).equals(files.get(name) ?? bytes.slice(1)),
    )
    .map(({ name }) => `${name} depends on more than the table`);
}

/** All that is published, but for the rows' values and what follows from them: sizes, hashes, signatures. */
function shapeOf(published: Published): unknown {
  const { resources, ...head } = JSON.parse(textOf(published, 'datapackage.json'));
  const table = textOf(published, 'outcomes.csv').split('\n');
  const key = head.privacy.mode === 'threshold' ? 3 : 5;
  return {
    names: [...published.files.keys()],
    head,
    resources: resources.map(({ bytes: _bytes, hash: _hash, ...rest }: Record<string, unknown>) => rest),
    rows: [table[0], ...table.slice(1).map((line) => line.split(',').slice(0, key))],
    metadata: textOf(published, 'outcomes.csv-metadata.json'),
    dictionary: textOf(published, 'DICTIONARY.md'),
    method: textOf(published, 'METHOD.md'),
    sums: textOf(published, 'SHA256SUMS').replace(/^[0-9a-f]{64}/gm, ''),
  };
}

function keysOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysOf(inner)]);
}
