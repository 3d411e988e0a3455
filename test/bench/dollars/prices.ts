/**
 * Dollars for one of each, from AWS's public lists: US East (N. Virginia), on demand, first tier, nothing free, Lambda on
 * arm64. As published in 2025; DynamoDB's since 1 November 2024, when they were halved, and Lambda bills starts since
 * 1 August 2025. Pages: aws.amazon.com/<service>/pricing.
 */
export const PRICES = {
  /** DynamoDB: a write of up to 1 KB, or the half of one in a transaction. */
  writeUnit: 0.625e-6,
  /** DynamoDB: a strongly consistent read of up to 4 KB. */
  readUnit: 0.125e-6,
  /** DynamoDB: a gigabyte for a month, standard class, and its continuous backups. */
  tableGigabyteMonth: 0.25 + 0.2,
  lambdaRequest: 0.2e-6,
  lambdaGigabyteSecond: 13.3334e-6,
  /** API Gateway: a request of an HTTP API, of up to 512 KB. */
  httpRequest: 1e-6,
  /** S3: PUT, COPY, POST and LIST; then GET and all others. */
  s3Write: 5e-6,
  s3Read: 0.4e-6,
  s3GigabyteMonth: 0.023,
  /** SQS: standard queues; S3's notifications and Lambda's receiving and deleting count like ours. */
  queueRequest: 0.4e-6,
  /** KMS: symmetric keys, and signatures on elliptic curves. */
  keyRequest: 3e-6,
  signature: 15e-6,
  secretRequest: 5e-6,
  /** CloudWatch Logs, taken in. */
  logGigabyte: 0.5,
  /** EventBridge Scheduler. */
  scheduledRun: 1e-6,
} as const;

export type Priced = keyof typeof PRICES;
