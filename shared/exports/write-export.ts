import { createHash } from 'node:crypto';
import type { Fact, FactType } from '../records/record.ts';
import type { Held } from '../records/versions/held.ts';
import { EXPORTED_TYPES, jsonLine, RECORDS_FILE, TABLE_FILES, tableHead, tableRow } from './export-files.ts';
import { exportedRecord, inExportOrder } from './exported-record.ts';
import type { Manifest } from './manifest.ts';

/** Where one file goes, piece by piece: `write` waits until there is room, `end` until everything is there. */
export type Sink = { write(text: string): Promise<void>; end(): Promise<void> };

export type ExportSource = {
  /** Clients by pseudonym, some at a time: as many as may be held at once. */
  clients: AsyncIterable<readonly string[]>;
  factsOf(client: string): Promise<readonly Held<Fact>[]>;
  /** The id under which a client is exported. */
  clientIdOf(client: string): string;
};

/** What an export has come to. */
export type Exported = Pick<Manifest, 'clients' | 'records' | 'files'>;

/**
 * Writes all records of some clients, as one file of JSON lines and as a table for each kind, in one pass. No more is held
 * than the clients of one step and what the sinks have not taken yet.
 *
 * @param open opens a file by its name
 */
export async function writeExport(source: ExportSource, open: (name: string) => Sink): Promise<Exported> {
  const lines = counting(RECORDS_FILE, open);
  const tables = Object.fromEntries(
    EXPORTED_TYPES.map((type) => [type, counting(TABLE_FILES[type], open)]),
  ) as Record<FactType, ReturnType<typeof counting>>;
  for (const type of EXPORTED_TYPES) await tables[type].write(tableHead(type), 0);
  let clients = 0;
  for await (const some of source.clients) {
    const held = await Promise.all(
      some.map(async (client) => [client, await source.factsOf(client)] as const),
    );
    for (const [client, facts] of held) {
      if (facts.length > 0) clients += 1;
      const clientId = source.clientIdOf(client);
      for (const fact of inExportOrder(facts)) {
        const record = exportedRecord(fact, clientId);
        await lines.write(jsonLine(record), 1);
        await tables[fact.type].write(tableRow(record), 1);
      }
    }
  }
  const files = [];
  for (const file of [lines, ...EXPORTED_TYPES.map((type) => tables[type])]) files.push(await file.end());
  const records = Object.fromEntries(EXPORTED_TYPES.map((type) => [type, tables[type].records()]));
  return { clients, records, files };
}

/** A file with its length and its checksum, as they grow. */
function counting(name: string, open: (name: string) => Sink) {
  const sink = open(name);
  const digest = createHash('sha256');
  let [records, bytes] = [0, 0];
  return {
    records: () => records,
    async write(text: string, count: number): Promise<void> {
      digest.update(text);
      bytes += Buffer.byteLength(text);
      records += count;
      await sink.write(text);
    },
    async end(): Promise<Exported['files'][number]> {
      await sink.end();
      return { name, records, bytes, sha256: digest.digest('hex') };
    },
  };
}
