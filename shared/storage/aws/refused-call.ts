import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';

/**
 * Whether DynamoDB has said of a call that it did nothing, and was asked once. Of more tries an earlier one may still be under
 * way, whatever the last was answered; and an error of the service itself does not say whether something was done.
 */
export function wasRefused(error: unknown): boolean {
  return (
    error instanceof DynamoDBServiceException && error.$fault === 'client' && error.$metadata.attempts === 1
  );
}
