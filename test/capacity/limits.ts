/**
 * What AWS gives: published limits and first quotas of an account, which are raised on request where it says so. Pages:
 * docs.aws.amazon.com, "Quotas in Amazon DynamoDB", "Lambda quotas", "Burst and adaptive capacity".
 */
export const LIMITS = {
  /** DynamoDB: units a second of one partition, whatever the table has. Not raised. */
  partitionReads: 3000,
  partitionWrites: 1000,
  partitionGigabytes: 10,
  /** DynamoDB: units a second of a table on demand; the first quota of an account, raised on request. */
  tableReads: 40_000,
  tableWrites: 40_000,
  /** Lambda: runs at the same time; the first quota of an account, raised on request. */
  concurrentRuns: 1000,
} as const;
