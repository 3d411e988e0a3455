import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';

const LOST_RACE = new Set(['ConditionalCheckFailed', 'TransactionConflict', 'None']);
const BUSY = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);

/** Whether reading and deciding again can help; any other reason is a defect and is thrown. */
export function isLostRace(error: unknown): boolean {
  if (!(error instanceof TransactionCanceledException)) return false;
  const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
  return codes.every((code) => LOST_RACE.has(code) || BUSY.has(code));
}
