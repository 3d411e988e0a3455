import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Member } from '../../../shared/access/member.ts';
import type { HttpResponse } from '../../../shared/http/respond.ts';
import type { HttpEvent } from '../../../shared/http/route.ts';
import type { Log } from '../../../shared/log.ts';
import { CLIENT_PK_PREFIX, CLIENT_SK_PREFIX, COURSES_SK_PREFIX } from '../../../shared/storage/keys/keys.ts';
import { Schedule } from '../schedule/schedule.ts';
import type { Worker } from '../schedule/worker.ts';
import type { ItemChange } from '../tables/table.ts';
import { TablesInMemory } from '../tables/tables-in-memory.ts';
import { Buckets } from './buckets.ts';
import { Environments } from './environments.ts';
import { IMPORTS_BUCKET } from './files.ts';
import { deriveOutcomes, importFile, ingestRecords, summariseTechniques, type Wiring } from './functions.ts';
import { Queue } from './queue.ts';
import { StreamDelivery } from './stream-delivery.ts';
import { addClinic, addTables, OUTCOMES, RECORDS } from './tables.ts';
import { tablesOfWorker } from './worker-clients.ts';

export const CLINIC = 'riverside';
const START = Date.UTC(2026, 8, 10, 12);
const ZONES = [undefined, 'America/Chicago', 'Europe/Lisbon'] as const;

const MEMBERS: Readonly<Record<string, Member>> = {
  owner: { role: 'owner', clinicId: CLINIC },
  system: { role: 'recorder', clinicId: CLINIC },
};

/** A deployment with one clinic: its tables, its functions as they are wired, and its streams. */
export class World {
  readonly schedule: Schedule;
  readonly tables: TablesInMemory;
  readonly ingest: Environments<HttpEvent, HttpResponse>;
  readonly buckets = new Buckets();
  readonly imports: Queue;
  /** What functions have logged as gone wrong, in few words. */
  readonly errors = new Map<string, number>();
  /** When the latest record came of which a stream has told. */
  lastArrival: string | undefined;
  readonly #functions: { running: number }[];
  #runs = 0;

  constructor(seed: string, log?: (line: string) => void) {
    this.schedule = new Schedule(seed, START, log);
    this.tables = new TablesInMemory((change) => this.#hear(change));
    addTables(this.tables);
    const timeZone = this.schedule.random.pick(ZONES);
    const settings = { takeOver: 'allowed' as const, ...(timeZone && { timeZone }) };
    addClinic(this.tables, CLINIC, settings, MEMBERS);

    this.ingest = this.#environments('ingest', ingestRecords);
    const derive = this.#environments<DynamoDBStreamEvent, DynamoDBBatchResponse>('derive', deriveOutcomes);
    const summarise = this.#environments<DynamoDBStreamEvent, DynamoDBBatchResponse>(
      'summarise',
      summariseTechniques,
    );
    const imports = new Environments<SQSEvent, SQSBatchResponse>(this.schedule, 'import', (worker) =>
      importFile(this.wiring(worker), this.buckets.client(worker), {
        bucket: IMPORTS_BUCKET,
        send: (message) => this.imports.send(message),
        isOutOfTime: () => this.schedule.happens('out-of-time'),
        newRun: () => this.#nextRun(),
      }),
    );
    this.imports = new Queue(this.schedule, imports);
    this.schedule.add(this.imports);
    this.#functions = [this.ingest, derive, summarise, imports];
    this.#streams.set(RECORDS, new StreamDelivery(this.schedule, derive));
    this.#streams.set(OUTCOMES, new StreamDelivery(this.schedule, summarise));
    for (const stream of this.#streams.values()) this.schedule.add(stream);
  }

  readonly #streams = new Map<string, StreamDelivery>();

  /** @param others what runs beside the functions of records */
  async untilRest(others: readonly { running: number }[] = []): Promise<void> {
    const all = [...this.#functions, ...others];
    await this.schedule.untilRest(() => all.reduce((sum, { running }) => sum + running, 0));
  }

  /** A client that nothing goes wrong with, to look at what has become of it all. */
  observer(): DynamoDBClient {
    return this.tables.client();
  }

  #environments<Event, Answer>(name: string, wired: (wiring: Wiring) => (event: Event) => Promise<Answer>) {
    return new Environments<Event, Answer>(this.schedule, name, (worker) => wired(this.wiring(worker)));
  }

  #nextRun(): string {
    this.#runs += 1;
    return this.#runs.toString(16).padStart(8, '0');
  }

  /** What a function needs, as a worker has it. */
  wiring(worker: Worker): Wiring {
    return { worker, dynamodb: tablesOfWorker(this.schedule, worker, this.tables), log: this.#log };
  }

  readonly #log: Log = {
    info: () => {},
    error: (message, error) => {
      const cause = (error as Error | undefined)?.name ?? String(error);
      this.errors.set(`${message}: ${cause}`, (this.errors.get(`${message}: ${cause}`) ?? 0) + 1);
    },
  };

  /** As the templates filter what functions hear of. */
  #hear(change: ItemChange): void {
    const { table, key } = change;
    if (table === RECORDS && key.pk.startsWith(CLIENT_PK_PREFIX)) {
      const at = change.new?.['arrivedAt']?.S;
      if (at !== undefined && at > (this.lastArrival ?? '')) this.lastArrival = at;
      this.#streams.get(RECORDS)!.hear(change);
    }
    const isSource = [CLIENT_SK_PREFIX, COURSES_SK_PREFIX].some((prefix) => key.sk.startsWith(prefix));
    if (table === OUTCOMES && isSource && change.new) this.#streams.get(OUTCOMES)!.hear(change);
  }
}
