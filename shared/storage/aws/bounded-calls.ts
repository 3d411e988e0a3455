/**
 * How long a call of an AWS service may go unanswered, for the configuration of its client: the SDK tries it again then, as it
 * does what failed on its way. Without this a call whose answer was lost waits for ever, and an import with it until Lambda
 * ends the function a quarter of an hour later; and without the last line the SDK only writes a warning. A body that is
 * read as a stream is not bound by it.
 */
export const BOUNDED_CALLS = {
  requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true },
};
