import type { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import type { OutcomesFunction } from './outcomes-function.ts';
import type { Stage } from './stage.ts';

/** Somebody waits for the first two; what the others do is what the first two show. */
const KEPT_FOR = ['read-outcomes', 'show-pages', 'derive-outcomes', 'summarise-techniques'];

/**
 * Keeps runs of the account's for reading and for refreshing, where the context says how many, so that neither a flood
 * of records nor an import takes them all. A function can then use no more than what is kept for it.
 */
export function reserveConcurrency(
  functions: readonly OutcomesFunction[],
  { reservedConcurrency }: Stage,
): void {
  if (reservedConcurrency === undefined) return;
  for (const each of functions) {
    if (!KEPT_FOR.includes(each.node.id)) continue;
    (each.node.defaultChild as CfnFunction).reservedConcurrentExecutions = reservedConcurrency;
  }
}
