import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  CreateTableCommand,
  type CreateTableCommandInput,
  DeleteItemCommand,
  type DeleteItemCommandInput,
  DeleteTableCommand,
  type DeleteTableCommandInput,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  ScanCommand,
  type ScanCommandInput,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { batchGet, type PageLength, query, scan } from './reads.ts';
import { invalid, noSuchTable } from './refusals.ts';
import { type ItemChange, Table } from './table.ts';
import { put, remove, transact, update } from './writes.ts';

/** A command of the AWS SDK, or any other object that says the same. */
export type Command = { constructor: unknown; input: unknown };

/** What an engine may do otherwise each time, and a caller has to live with. */
export type Whims = {
  pageLength: PageLength;
  /** How many of the keys of a batch are left for another call. */
  unprocessed(keys: number): number;
};

const NO_WHIMS: Whims = { pageLength: (items) => items, unprocessed: () => 0 };

/**
 * DynamoDB as far as the stores use it, in memory: the same answers and the same errors to the same commands, each at one
 * moment and whole. What the stores do not use is refused by name. `conformance.test.ts` holds it against an engine.
 */
export class TablesInMemory {
  readonly #tables = new Map<string, Table>();
  readonly #onChange: (change: ItemChange) => void;

  /** @param onChange hears of every change of an item, in order, as a stream does */
  constructor(onChange: (change: ItemChange) => void = () => {}) {
    this.#onChange = onChange;
  }

  /** @param indexes the attributes by which local indexes are ordered, by the name of the index */
  addTable(name: string, indexes: Readonly<Record<string, string>> = {}): void {
    this.#tables.set(name, new Table(name, new Map(Object.entries(indexes)), this.#onChange));
  }

  /** Carries a command out, and answers it. @throws what DynamoDB's client throws */
  run(command: Command, whims: Whims = NO_WHIMS): object {
    const handler = HANDLERS.get(command.constructor);
    if (!handler)
      throw new Error(`a command that is not known here: ${(command.constructor as { name: string }).name}`);
    return handler(this, command.input, whims) ?? {};
  }

  /** A client that is answered at once. */
  client(): DynamoDBClient {
    const send = async (command: Command) => this.run(command);
    return { send, destroy() {} } as unknown as DynamoDBClient;
  }

  table(name: string): Table {
    const table = this.#tables.get(name);
    if (!table) throw noSuchTable(name);
    return table;
  }

  dropTable(name: string): void {
    this.table(name);
    this.#tables.delete(name);
  }
}

type Handler = (tables: TablesInMemory, input: never, whims: Whims) => object | void;

const tableOf = (tables: TablesInMemory) => (name: string) => tables.table(name);

const HANDLERS: ReadonlyMap<
  unknown,
  (tables: TablesInMemory, input: unknown, whims: Whims) => object | void
> = new Map<unknown, Handler>([
  [
    GetItemCommand,
    (tables, { TableName, Key, ...more }: GetItemCommandInput) => {
      if (more.ProjectionExpression !== undefined)
        throw invalid('projections of one item are not known here');
      const table = tables.table(TableName!);
      const Item = table.get(table.keyIn(Key!, false));
      return Item ? { Item } : {};
    },
  ],
  [
    BatchGetItemCommand,
    (tables, input: BatchGetItemCommandInput, { unprocessed }) =>
      batchGet(tableOf(tables), input, unprocessed),
  ],
  [
    QueryCommand,
    (tables, input: QueryCommandInput, { pageLength }) =>
      query(tables.table(input.TableName!), input, pageLength),
  ],
  [
    ScanCommand,
    (tables, input: ScanCommandInput, { pageLength }) =>
      scan(tables.table(input.TableName!), input, pageLength),
  ],
  [PutItemCommand, (tables, input: PutItemCommandInput) => put(tableOf(tables), input)],
  [DeleteItemCommand, (tables, input: DeleteItemCommandInput) => remove(tableOf(tables), input)],
  [UpdateItemCommand, (tables, input: UpdateItemCommandInput) => update(tableOf(tables), input)],
  [
    TransactWriteItemsCommand,
    (tables, input: TransactWriteItemsCommandInput) => transact(tableOf(tables), input),
  ],
  [
    CreateTableCommand,
    (tables, { TableName, LocalSecondaryIndexes = [] }: CreateTableCommandInput) => {
      const indexes = LocalSecondaryIndexes.map(({ IndexName, KeySchema }) => [
        IndexName!,
        KeySchema!.find(({ KeyType }) => KeyType === 'RANGE')!.AttributeName!,
      ]);
      tables.addTable(TableName!, Object.fromEntries(indexes));
    },
  ],
  [DeleteTableCommand, (tables, { TableName }: DeleteTableCommandInput) => tables.dropTable(TableName!)],
]) as never;
