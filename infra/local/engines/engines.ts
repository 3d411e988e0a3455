import { join } from 'node:path';
import { thisMachine } from '../../launch/machine.mjs';
import { startDynamodbLocal } from './dynamodb-local.ts';
import { type DynamodbEngine, dynoxideBinary, startDynoxide } from './dynoxide.ts';
import { type EngineName, engineChoice } from './engine-choice.ts';
import { startFauxqs } from './fauxqs.ts';
import { installedJava } from './java.ts';
import { tablesEngine } from './tables-engine.ts';

export type { EngineName } from './engine-choice.ts';

export type Engines = {
  /** Base URL of the DynamoDB engine (also DynamoDB Streams). */
  readonly dynamodbUrl: string;
  /** Base URL of the S3 engine; of the S3 and SQS engine (fauxqs) unless S3_ENDPOINT brought another. */
  readonly storeUrl: string;
  /** Base URL of the SQS engine, always fauxqs. */
  readonly queuesUrl: string;
  /** Call after the tables were created: adds the indexes that dynoxide's stream table lacks. No-op elsewhere. */
  tuneAfterTables(): Promise<void>;
  /** Housekeeping an AWS service would do by itself: deletes expired items, and stream records after 24 hours. */
  sweep(): Promise<void>;
  /** Rejects with EngineEnded when one of them ends and nobody has stopped it; else never settles. */
  readonly unbroken: Promise<never>;
  stop(): Promise<void>;
};

/**
 * Starts the engines that stand in for DynamoDB, S3 and SQS, all on free ports of 127.0.0.1 and with their
 * files under `dataDirectory`. None of them outlives this process.
 *
 * @param options.engine the DynamoDB engine; without it the environment decides (`engineChoice`), and else
 *   dynoxide where npm has a binary for this platform, DynamoDB Local where not.
 * @throws NoTablesEngine when none runs on this machine; Error that says which engine did not start, and why.
 */
export async function startEngines(options: {
  dataDirectory: string;
  engine?: EngineName;
  log?: (line: string) => void;
}): Promise<Engines> {
  const log = options.log ?? (() => {});
  const choice = engineChoice(process.env);
  const brought = options.engine ? undefined : choice.dynamodbEndpoint;
  const [tables, store] = await bothOrNone(
    brought
      ? Promise.resolve(broughtEngine(brought))
      : startTables(options.engine ?? choice.engine, options.dataDirectory, log),
    startFauxqs(join(options.dataDirectory, 'store')),
  );
  return {
    dynamodbUrl: tables.url,
    storeUrl: choice.s3Endpoint ?? store.url,
    queuesUrl: store.url,
    tuneAfterTables: tables.tuneAfterTables,
    sweep: tables.sweep,
    unbroken: tables.unbroken,
    stop: async () => {
      await Promise.all([tables.stop(), store.stop()]);
    },
  };
}

async function startTables(
  engine: EngineName | undefined,
  dataDirectory: string,
  log: (line: string) => void,
): Promise<DynamodbEngine> {
  const chosen = await tablesEngine({
    machine: thisMachine(),
    asked: engine,
    dynoxide: dynoxideBinary(),
    java: () => installedJava(process.env),
  });
  const start = chosen.engine === 'dynoxide' ? startDynoxide : startDynamodbLocal;
  return start(chosen.command, join(dataDirectory, chosen.engine), log);
}

/** Somebody else's engine keeps its own house. */
function broughtEngine(url: string): DynamodbEngine {
  const nothing = async (): Promise<void> => {};
  return { url, unbroken: new Promise(() => {}), tuneAfterTables: nothing, sweep: nothing, stop: nothing };
}

/** Starts both at once; when one fails the other is stopped before the failure is passed on. */
async function bothOrNone<One extends Stoppable, Other extends Stoppable>(
  one: Promise<One>,
  other: Promise<Other>,
): Promise<[One, Other]> {
  const settled = await Promise.allSettled([one, other]);
  const [first, second] = settled;
  if (first.status === 'fulfilled' && second.status === 'fulfilled') return [first.value, second.value];
  for (const result of settled) if (result.status === 'fulfilled') await result.value.stop();
  throw first.status === 'rejected' ? first.reason : (second as PromiseRejectedResult).reason;
}

type Stoppable = { stop(): Promise<void> };
