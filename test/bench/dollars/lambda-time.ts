/** Lambda gives a function a share of a core: a whole one at so many megabytes. */
const MEGABYTES_OF_A_CORE = 1769;
/** What a call of DynamoDB, S3 or SQS takes from a function in the same region: single-digit milliseconds, as AWS says. */
const CALL_MILLISECONDS = 4;

export type Ran = { cpuMilliseconds: number; calls: number; memoryMegabytes: number };

/**
 * How long Lambda would bill, as far as a busy machine can tell: the CPU that was used, at the function's share of a core,
 * and its calls one after the other. What a function waits for at once is counted too long; what it computes meanwhile too.
 */
export function billedMilliseconds({ cpuMilliseconds, calls, memoryMegabytes }: Ran): number {
  const share = Math.min(1, memoryMegabytes / MEGABYTES_OF_A_CORE);
  return cpuMilliseconds / share + calls * CALL_MILLISECONDS;
}
