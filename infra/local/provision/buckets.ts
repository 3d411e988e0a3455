import { CreateBucketCommand, HeadBucketCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Resource } from '../assembly/application.ts';

/** Creates a bucket unless it is there already. Encryption, policies and lifecycle rules have no local effect. */
export async function createBucket(client: S3Client, resource: Resource): Promise<void> {
  const Bucket = resource.ref();
  const exists = await client.send(new HeadBucketCommand({ Bucket })).then(
    () => true,
    () => false,
  );
  if (!exists) await client.send(new CreateBucketCommand({ Bucket }));
}
