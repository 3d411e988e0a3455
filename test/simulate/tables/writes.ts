import type {
  DeleteItemCommandInput,
  PutItemCommandInput,
  TransactWriteItem,
  TransactWriteItemsCommandInput,
  UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { type Item, keyOf, mapKey } from '../../../shared/storage/aws/dynamodb.ts';
import type { ItemKey } from '../../../shared/storage/keys/keys.ts';
import { conditionOf } from './condition.ts';
import { type Bound, boundName, requireUsed } from './expression-words.ts';
import { cancelled, conditionFailed, invalid } from './refusals.ts';
import type { Table } from './table.ts';
import { updateOf } from './update.ts';

const MOST_ACTIONS = 100;

/** A write that was understood: whether its condition holds, and what would be there after it. */
type Write = {
  table: Table;
  key: ItemKey;
  isMet(): boolean;
  /** @throws ValidationException where it cannot be made of what is there */
  after(held: Item | undefined): Item | undefined;
};

type Conditional = Bound & { ConditionExpression?: string | undefined };
type TableOf = (name: string) => Table;

function writeOf(
  table: Table,
  key: ItemKey,
  input: Conditional,
  after: Write['after'],
  used: Parameters<typeof requireUsed>[1] = [],
): Write {
  const condition =
    input.ConditionExpression === undefined ? undefined : conditionOf(input.ConditionExpression);
  requireUsed(input, condition ? [condition.placeholders, ...used] : used);
  return { table, key, isMet: () => condition?.holds(table.get(key) ?? {}, input) ?? true, after };
}

function putOf(tableOf: TableOf, input: PutItemCommandInput): Write {
  const table = tableOf(input.TableName!);
  const key = table.keyIn(input.Item!, true);
  return writeOf(table, key, input, () => input.Item);
}

function deletionOf(tableOf: TableOf, input: DeleteItemCommandInput): Write {
  const table = tableOf(input.TableName!);
  const key = table.keyIn(input.Key!, false);
  return writeOf(table, key, input, () => undefined);
}

function checkOf(tableOf: TableOf, input: NonNullable<TransactWriteItem['ConditionCheck']>): Write {
  const table = tableOf(input.TableName!);
  return writeOf(table, table.keyIn(input.Key!, false), input, (held) => held);
}

function updateWriteOf(tableOf: TableOf, input: UpdateItemCommandInput): Write {
  const table = tableOf(input.TableName!);
  const key = table.keyIn(input.Key!, false);
  const update = updateOf(input.UpdateExpression ?? '');
  for (const path of update.paths) {
    if (['pk', 'sk'].includes(boundName(path, input))) throw invalid('cannot update an attribute of the key');
  }
  const after = (held: Item | undefined) => update.changed(held ?? keyOf(key), input);
  return writeOf(table, key, input, after, [update.placeholders]);
}

/** A single write. @throws ConditionalCheckFailedException where its condition does not hold */
function single<Input>(read: (tableOf: TableOf, input: Input) => Write) {
  return (tableOf: TableOf, input: Input): void => {
    const write = read(tableOf, input);
    if (!write.isMet()) throw conditionFailed();
    write.table.set(write.key, write.after(write.table.get(write.key)));
  };
}

export const putItem = single(putOf);
export const deleteItem = single(deletionOf);
export const updateItem = single(updateWriteOf);

function actionOf(tableOf: TableOf, { Put, Delete, Update, ConditionCheck }: TransactWriteItem): Write {
  if (Put) return putOf(tableOf, Put);
  if (Delete) return deletionOf(tableOf, Delete);
  if (Update) return updateWriteOf(tableOf, Update);
  if (ConditionCheck) return checkOf(tableOf, ConditionCheck);
  throw invalid('expected an action of a transaction');
}

/** Does all of the actions, or none. @throws TransactionCanceledException that says which conditions did not hold */
export function transactWrite(
  tableOf: TableOf,
  { TransactItems = [] }: TransactWriteItemsCommandInput,
): void {
  if (TransactItems.length === 0 || TransactItems.length > MOST_ACTIONS) {
    throw invalid(`expected 1 to ${MOST_ACTIONS} actions`);
  }
  const writes = TransactItems.map((action) => actionOf(tableOf, action));
  if (new Set(writes.map(({ table, key }) => `${table.name}|${mapKey(key)}`)).size < writes.length) {
    throw invalid('transaction request cannot include multiple operations on one item');
  }
  const prepared = writes.map(prepare);
  if (prepared.some(({ code }) => code !== 'None')) throw cancelled(prepared.map(({ code }) => code));
  for (const { table, key, after } of prepared) table.set(key, after);
}

function prepare({ table, key, isMet, after }: Write) {
  if (!isMet()) return { table, key, code: 'ConditionalCheckFailed' };
  try {
    return { table, key, code: 'None', after: after(table.get(key)) };
  } catch (error) {
    if ((error as Error).name !== 'ValidationException') throw error;
    return { table, key, code: 'ValidationError' };
  }
}
