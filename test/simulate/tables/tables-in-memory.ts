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
import { deleteItem, putItem, transactWrite, updateItem } from './writes.ts';

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
    return handler(this, command.input, whims);
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

type Handler<Input> = (tables: TablesInMemory, input: Input, whims: Whims) => object;

const tableOf = (tables: TablesInMemory) => (name: string) => tables.table(name);

const getItem: Handler<GetItemCommandInput> = (tables, { TableName, Key, ProjectionExpression }) => {
  if (ProjectionExpression !== undefined) throw invalid('projections of one item are not known here');
  const table = tables.table(TableName!);
  const Item = table.get(table.keyIn(Key!, false));
  return Item ? { Item } : {};
};

const createTable: Handler<CreateTableCommandInput> = (tables, { TableName, LocalSecondaryIndexes = [] }) => {
  const indexes = LocalSecondaryIndexes.map(({ IndexName, KeySchema }) => [
    IndexName!,
    KeySchema!.find(({ KeyType }) => KeyType === 'RANGE')!.AttributeName!,
  ]);
  tables.addTable(TableName!, Object.fromEntries(indexes));
  return {};
};

/** A command that is answered with nothing but that it was done. */
const done =
  <Input>(act: (tables: TablesInMemory, input: Input) => void): Handler<Input> =>
  (tables, input) => {
    act(tables, input);
    return {};
  };

const put = done<PutItemCommandInput>((tables, input) => putItem(tableOf(tables), input));
const remove = done<DeleteItemCommandInput>((tables, input) => deleteItem(tableOf(tables), input));
const update = done<UpdateItemCommandInput>((tables, input) => updateItem(tableOf(tables), input));
const transact = done<TransactWriteItemsCommandInput>((tables, input) =>
  transactWrite(tableOf(tables), input),
);
const dropTable = done<DeleteTableCommandInput>((tables, { TableName }) => tables.dropTable(TableName!));
const getBatch: Handler<BatchGetItemCommandInput> = (tables, input, { unprocessed }) =>
  batchGet(tableOf(tables), input, unprocessed);
const runQuery: Handler<QueryCommandInput> = (tables, input, { pageLength }) =>
  query(tables.table(input.TableName!), input, pageLength);
const runScan: Handler<ScanCommandInput> = (tables, input, { pageLength }) =>
  scan(tables.table(input.TableName!), input, pageLength);

const HANDLERS = new Map<unknown, unknown>([
  [GetItemCommand, getItem],
  [BatchGetItemCommand, getBatch],
  [QueryCommand, runQuery],
  [ScanCommand, runScan],
  [PutItemCommand, put],
  [DeleteItemCommand, remove],
  [UpdateItemCommand, update],
  [TransactWriteItemsCommand, transact],
  [CreateTableCommand, createTable],
  [DeleteTableCommand, dropTable],
]) as ReadonlyMap<unknown, Handler<unknown>>;
