import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { DEFAULT_SETTINGS } from '../../shared/clinics/clinic-settings.ts';
import { createLog } from '../../shared/log.ts';
import { parseRecord, type SentRecord } from '../../shared/records/record.ts';
import { keyOf } from '../../shared/storage/aws/dynamodb.ts';
import { addressOf, type Storable } from '../../shared/storage/held/record-store.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import type { ItemChange } from '../simulate/tables/table.ts';
import { TablesInMemory } from '../simulate/tables/tables-in-memory.ts';
import { deriveOutcomes, summariseTechniques } from '../simulate/world/functions.ts';
import { addClinic, addTables, OUTCOMES, RECORDS } from '../simulate/world/tables.ts';
import { type Capacity, countingCapacity } from './capacity-by-rule.ts';

/** Who works on a fact, in this order. */
export type Who = 'ingest-records' | 'derive-outcomes' | 'summarise-techniques';
/** What each of them has used, and their CPU. */
export type Used = Record<Who, Capacity & { milliseconds: number }>;

const BEGINNING = Date.UTC(2026, 11, 1, 12);
const MINUTE = 60_000;

type Handler = (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse>;

/** One clinic: the real stores and handlers over tables in memory, whose calls are counted by the published rule. */
export class ClinicInMemory {
  readonly tables: TablesInMemory;
  private readonly clinicId: string;
  private readonly changes: ItemChange[] = [];
  private readonly writer: ReturnType<typeof createRecordWriter>;
  private readonly derive: Handler;
  private readonly summarise: Handler;
  private readonly counted: ReturnType<typeof countingCapacity>;
  /** What is taken together arrives in a minute of its own. */
  private arrivesAt = BEGINNING;

  constructor(clinicId: string) {
    this.clinicId = clinicId;
    this.tables = new TablesInMemory((change) => this.changes.push(change));
    addTables(this.tables);
    addClinic(this.tables, clinicId, DEFAULT_SETTINGS, {});
    this.forgetChanges();
    this.counted = countingCapacity(this.tables.client());
    this.writer = createRecordWriter(this.counted.client, RECORDS);
    const log = { ...createLog('bench'), info: () => {} };
    const clock = () => new Date(this.arrivesAt);
    const wiring = { worker: { clock } as never, dynamodb: this.counted.client, log };
    this.derive = deriveOutcomes(wiring);
    this.summarise = summariseTechniques(wiring);
  }

  /** Takes facts in, and brings up to date what they make stale. @returns what that took */
  async take(facts: readonly { clientId: string }[]): Promise<Used> {
    const used: Partial<Used> = {};
    await this.measured(used, 'ingest-records', () => this.write(facts));
    while (this.changes.length > 0) {
      const now = this.changes.splice(0);
      const isOf = (table: string, part: RegExp) => (change: ItemChange) =>
        change.table === table && part.test(change.key.pk);
      await this.measured(used, 'derive-outcomes', () =>
        deliver(this.derive, now.filter(isOf(RECORDS, /^CLINIC#/))),
      );
      await this.measured(used, 'summarise-techniques', () =>
        deliver(this.summarise, now.filter(isOf(OUTCOMES, /#MONTH#/))),
      );
    }
    return used as Used;
  }

  /** What was put into the tables by hand makes nothing stale. */
  forgetChanges(): void {
    this.changes.length = 0;
  }

  private write(facts: readonly { clientId: string }[]) {
    this.arrivesAt += MINUTE;
    const arrival = { door: 'recorder' as const, at: new Date(this.arrivesAt).toISOString() };
    const addressed = facts.map((fact) => {
      const parsed = parseRecord({ ...fact, clinicId: this.clinicId });
      if (!('record' in parsed)) throw new Error(JSON.stringify(parsed.refusals));
      const owner = { clinicId: this.clinicId, client: pseudonymOf(fact.clientId) };
      return addressOf(owner, parsed.record as SentRecord as Storable, arrival);
    });
    return this.writer.write(addressed);
  }

  private async measured(used: Partial<Used>, who: Who, work: () => Promise<unknown>): Promise<void> {
    this.counted.take();
    const start = process.threadCpuUsage();
    await work();
    const { user, system } = process.threadCpuUsage(start);
    const { calls, readUnits, writeUnits, accesses } = this.counted.take();
    const before = used[who];
    used[who] = {
      calls: calls + (before?.calls ?? 0),
      readUnits: readUnits + (before?.readUnits ?? 0),
      writeUnits: writeUnits + (before?.writeUnits ?? 0),
      accesses: [...(before?.accesses ?? []), ...accesses],
      milliseconds: (user + system) / 1000 + (before?.milliseconds ?? 0),
    };
  }
}

/** As long as a pseudonym is. */
export const pseudonymOf = (clientId: string): string => clientId.padEnd(43, '-');

async function deliver(handler: Handler, changes: readonly ItemChange[]): Promise<void> {
  const Records = changes.map(({ key, old, new: now }, index) => ({
    eventName: old ? ('MODIFY' as const) : ('INSERT' as const),
    dynamodb: {
      SequenceNumber: String(index),
      Keys: keyOf(key) as never,
      ...(old && { OldImage: old as never }),
      ...(now && { NewImage: now as never }),
    },
  }));
  if (Records.length === 0) return;
  const { batchItemFailures } = await handler({ Records });
  if (batchItemFailures.length > 0) throw new Error('a change could not be worked off');
}
