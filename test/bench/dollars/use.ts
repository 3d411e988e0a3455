import type { UsageObserver, UsedCall, UsedRun } from '../../../infra/local/usage.ts';
import type { Priced } from './prices.ts';

/** So much of what has a price. */
export type Amounts = Partial<Record<Priced, number>>;

/** What was used, by whom: a function's construct name, or a service that is nobody's. */
export type Use = {
  amounts: Map<string, Amounts>;
  /** Calls and units by function, table and operation, for whoever looks for what costs. */
  units: Map<string, { calls: number; units: number }>;
  /** How long invocations have taken by a clock on the wall, and how many calls they have made, by function. */
  runs: Map<string, { milliseconds: number; calls: number; memoryMegabytes: number }>;
  /** Environments that have started: how many is not the work's doing. */
  starts: number;
};

/** Lambda's own two lines of an invocation, its start and its report in JSON, with what CloudWatch adds to each. */
const PLATFORM_LOG_BYTES = 450;
const READING = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan', 'TransactGetItems']);
const S3_WRITES = /^(Put|Copy|List|Create|Complete|Upload)/;

const noUse = (): Use => ({
  ...{ amounts: new Map(), units: new Map(), runs: new Map() },
  starts: 0,
});

/** Adds to what somebody has used. */
export function add(use: Use, who: string, priced: Priced, amount: number): void {
  const amounts = use.amounts.get(who) ?? {};
  use.amounts.set(who, { ...amounts, [priced]: (amounts[priced] ?? 0) + amount });
}

/** Adds up what is used from now on, or from the last time that it was taken. */
export function useMeter(): UsageObserver & { take(): Use } {
  let use = noUse();
  /** Function by role: a role calls only once its function has begun to run. */
  const functions = new Map<string, string>();
  return {
    onCall: (call) => addCall(use, functions.get(call.principal), call),
    onRun: (run) => {
      functions.set(run.role, run.functionName);
      addRun(use, run);
    },
    take: () => {
      const taken = use;
      use = noUse();
      return taken;
    },
  };
}

function addRun(use: Use, { functionName, memoryMegabytes, start, milliseconds }: UsedRun): void {
  const run = ranOf(use, functionName);
  run.memoryMegabytes = memoryMegabytes;
  if (start) {
    use.starts += 1;
    return;
  }
  run.milliseconds += milliseconds;
  add(use, functionName, 'lambdaRequest', 1);
  add(use, functionName, 'logGigabyte', PLATFORM_LOG_BYTES / 1e9);
}

function ranOf(use: Use, functionName: string) {
  const run = use.runs.get(functionName) ?? { milliseconds: 0, calls: 0, memoryMegabytes: 0 };
  use.runs.set(functionName, run);
  return run;
}

/** Calls of nobody's function are the bench's own, and cost the application nothing. */
function addCall(use: Use, who: string | undefined, call: UsedCall): void {
  if (who === undefined) return;
  const { service, operation } = call;
  ranOf(use, who).calls += 1;
  if (service === 'dynamodb') addUnits(use, who, call);
  else if (service === 's3') {
    if (!operation.startsWith('Delete')) add(use, who, S3_WRITES.test(operation) ? 's3Write' : 's3Read', 1);
  } else if (service === 'sqs') add(use, who, 'queueRequest', 1);
  else if (service === 'kms') add(use, who, operation === 'Sign' ? 'signature' : 'keyRequest', 1);
  else if (service === 'secretsmanager') add(use, who, 'secretRequest', 1);
}

function addUnits(use: Use, who: string, { operation, consumed }: UsedCall): void {
  const reads = READING.has(operation);
  for (const { TableName, Table, LocalSecondaryIndexes } of consumed) {
    const ofIndexes = Object.values(LocalSecondaryIndexes ?? {}).reduce(
      (sum, { CapacityUnits = 0 }) => sum + CapacityUnits,
      0,
    );
    // The embedded engine counts an index once in a transaction; Amazon's own counts it as the table, twice.
    const twice = operation === 'TransactWriteItems' ? 2 : 1;
    const units = (Table?.CapacityUnits ?? 0) + ofIndexes * twice;
    add(use, who, reads ? 'readUnit' : 'writeUnit', units);
    const key = `${who} ${tableOf(TableName!)} ${operation}`;
    const { calls, units: before } = use.units.get(key) ?? { calls: 0, units: 0 };
    use.units.set(key, { calls: calls + 1, units: before + units });
  }
}

/** `records` of `massage-outcomes-dev-stateful-records1234-5678`. */
function tableOf(name: string): string {
  return /-(records|outcomes|registry|[a-z]*ledger)[^-]*-[^-]*$/i.exec(name)?.[1]?.toLowerCase() ?? name;
}
