import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { engineChoice } from '../../../infra/local/engines/engine-choice.ts';

/**
 * Whether the engine counts what a single call costs as AWS bills it. DynamoDB Local does not: it counts nothing for
 * reading an item that is not there, as much for a transaction of three items as of four, and a local index as the
 * table. What grows with the data it shows as well, so only tests of exact units ask for this.
 */
export const COUNTS_AS_BILLED = engineChoice(process.env).engine !== 'dynamodb-local';

/** What was consumed, in capacity units by table. */
export type Consumed = Readonly<Record<string, number>>;
export type CapacityMeter = {
  /** What the calls consume that are made until the work is done. */
  during(work: () => Promise<unknown>): Promise<Consumed>;
};

/** Asks the engine for what every call of a client consumes from now on. */
export function meterCapacity(client: DynamoDBClient): CapacityMeter {
  let units: Record<string, number> = {};
  client.middlewareStack.add(
    (next) => async (args) => {
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      const result = await next(args);
      const { ConsumedCapacity: consumed } = result.output as {
        ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
      };
      for (const { TableName, CapacityUnits } of [consumed ?? []].flat()) {
        units[TableName!] = (units[TableName!] ?? 0) + CapacityUnits!;
      }
      return result;
    },
    { step: 'initialize' },
  );
  return {
    during: async (work) => {
      units = {};
      await work();
      return { ...units };
    },
  };
}
