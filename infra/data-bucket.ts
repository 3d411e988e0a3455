import type { IKey } from 'aws-cdk-lib/aws-kms';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type LifecycleRule,
  ObjectLockRetention,
  ObjectOwnership,
} from 'aws-cdk-lib/aws-s3';
import { Duration } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { removalPolicy } from './retention.ts';
import type { Stage } from './stage.ts';

export type DataBucketProps = {
  stage: Stage;
  /** Our own key; without one S3 encrypts with its managed keys. */
  key?: IKey;
  /** Keeps overwritten and deleted objects as old versions. */
  versioned?: boolean;
  /** Objects cannot be deleted for this many days, but by somebody with a permission of its own for that. */
  lockForDays?: number;
  /** Deletes objects this many days after they were written; for ever when absent. */
  expireAfterDays?: number;
  /** Deletes the objects under these prefixes this many days after they were written, if not before. */
  expirePrefixes?: readonly { prefix: string; afterDays: number }[];
  /** Where S3 logs who read and wrote what; absent only for the log bucket itself. */
  accessLogs?: Bucket;
};

/** A private bucket: no public access, TLS only, encrypted, no access lists, abandoned uploads cleared. */
export class DataBucket extends Bucket {
  constructor(scope: Construct, id: string, props: DataBucketProps) {
    super(scope, id, {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      ...(props.key
        ? { encryption: BucketEncryption.KMS, encryptionKey: props.key, bucketKeyEnabled: true }
        : { encryption: BucketEncryption.S3_MANAGED }),
      versioned: props.versioned ?? false,
      ...(props.lockForDays !== undefined && {
        objectLockDefaultRetention: ObjectLockRetention.governance(Duration.days(props.lockForDays)),
      }),
      lifecycleRules: lifecycleRules(props),
      ...(props.accessLogs
        ? { serverAccessLogsBucket: props.accessLogs, serverAccessLogsPrefix: `${id}/` }
        : {}),
      removalPolicy: removalPolicy(props.stage),
    });
  }
}

function lifecycleRules({
  versioned,
  expireAfterDays,
  expirePrefixes = [],
}: DataBucketProps): LifecycleRule[] {
  const rules: LifecycleRule[] = [
    { id: 'abandoned-uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
  ];
  if (expireAfterDays !== undefined) {
    rules.push({ id: 'expire', expiration: Duration.days(expireAfterDays) });
  }
  for (const { prefix, afterDays } of expirePrefixes) {
    rules.push({ id: `expire-${prefix.replace('/', '')}`, prefix, expiration: Duration.days(afterDays) });
  }
  if (versioned) {
    // Long enough to notice and undo a mistake.
    rules.push({ id: 'old-versions', noncurrentVersionExpiration: Duration.days(365) });
  }
  return rules;
}
