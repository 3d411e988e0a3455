/** What the caller of a function gets back. `payload` is JSON text: the result, or the error as Lambda words it. */
export type InvocationResult = { readonly ok: boolean; readonly payload: string };

/** The longest event and the longest answer of a synchronous invocation, in bytes (Lambda quotas). */
export const LONGEST_PAYLOAD = 6 * 1024 * 1024;
export const LONGEST_RESPONSE = 6_291_556;

export const failure = (errorType: string, errorMessage: string): InvocationResult => ({
  ok: false,
  payload: JSON.stringify({ errorType, errorMessage }),
});

/** A function that failed, for callers that throw. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
  readonly errorType: string;
  /** What the function said of it. */
  readonly reason: string;

  constructor(functionName: string, payload: string) {
    const error = JSON.parse(payload) as { errorType?: string; errorMessage?: string } | null;
    const reason = error?.errorMessage ?? payload;
    super(`${functionName} failed: ${error?.errorType ?? 'Unknown'}: ${reason}`);
    this.errorType = error?.errorType ?? 'Unknown';
    this.reason = reason;
  }
}
