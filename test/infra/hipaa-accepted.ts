/**
 * Findings of cdk-nag's pack of HIPAA's Security Rule that are accepted for the whole deployment, each with its reason. They name
 * rules, not constructs: a bucket or a function that is added is judged by the same reason.
 */
export const HIPAA_ACCEPTED = [
  {
    finding: /^HIPAA\.Security-DynamoDBInBackupPlan$/,
    reason:
      "Tables have point-in-time recovery for 35 days, which `npm run restore` tries; a vault of another account is the owner's choice (`backupVault`), and takes what cannot be derived again.",
  },
  {
    finding: /^HIPAA\.Security-S3BucketReplicationEnabled$/,
    reason:
      'A deployment is one region. Reports and statistics can be made again from records, and files go once they are read; releases are kept by the partners whom they went to.',
  },
  {
    finding: /^HIPAA\.Security-S3BucketVersioningEnabled$/,
    reason:
      'What stands in these buckets may name clients by pseudonym: an older version would outlive an erasure. Counts, what was drawn of them, and releases name nobody, can be made by nobody again, and have versions.',
  },
  {
    finding: /^HIPAA\.Security-S3DefaultEncryptionKMS$/,
    reason: 'Access logs can be delivered only to a bucket that S3 encrypts with a key of its own (SSE-S3).',
  },
  {
    finding: /^HIPAA\.Security-IAMNoInlinePolicy$/,
    reason:
      'Each role has one policy, made of what its function calls; a policy that several roles share would be as broad as the broadest.',
  },
  {
    finding: /^HIPAA\.Security-SecretsManagerRotationEnabled$/,
    reason:
      "Clients' pseudonyms are derived from the master secret: `npm run clinic -- rotate` adds a version to it, and none may go.",
  },
  {
    finding: /^HIPAA\.Security-SNSEncryptedKMS$/,
    reason: 'What alarms say names functions and counts, and goes out by e-mail in clear.',
  },
  {
    finding: /^HIPAA\.Security-CloudWatchLogGroupEncrypted$/,
    reason:
      'CloudWatch encrypts all logs with a key of its own; ours hold no score, body, label or pseudonym (a test reads them).',
  },
  {
    finding: /^HIPAA\.Security-LambdaConcurrency$/,
    reason:
      "Reserved concurrency is taken from the account's, ten in a new one: a deployment that reserved any would fail; `reservedConcurrency` reserves some for reading and refreshing. Routes have throttles, and event sources their own limits.",
  },
  {
    finding: /^HIPAA\.Security-LambdaDLQ$/,
    reason:
      'What fails goes to a dead-letter queue of the source (streams, queues, schedules), where it keeps what it was; functions are not invoked asynchronously otherwise.',
  },
  {
    finding: /^HIPAA\.Security-LambdaInsideVPC$/,
    reason:
      "Functions call AWS's own endpoints over TLS with signed requests, and listen nowhere; a network of their own would need endpoints for each service, and protects no door that is open now.",
  },
] as const;
