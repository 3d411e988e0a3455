import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';

/** The errors that DynamoDB answers with, as its client throws them. */

const $metadata = { httpStatusCode: 400 };

export function invalid(message: string): DynamoDBServiceException {
  return new DynamoDBServiceException({ name: 'ValidationException', $fault: 'client', message, $metadata });
}

export function conditionFailed(): ConditionalCheckFailedException {
  return new ConditionalCheckFailedException({ message: 'The conditional request failed', $metadata });
}

export function noSuchTable(name: string): ResourceNotFoundException {
  return new ResourceNotFoundException({ message: `there is no table ${name}`, $metadata });
}

/** @param codes why each action was not done; `None` of those that could have been */
export function cancelled(codes: readonly string[]): TransactionCanceledException {
  const CancellationReasons = codes.map((Code) => ({ Code }));
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes.join(', ')}]`;
  return new TransactionCanceledException({ message, CancellationReasons, $metadata });
}
