import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import type { Log } from '../../shared/log.ts';
import type { Members } from '../../shared/members/members.ts';
import type { AskedWork } from '../../shared/schedule/asked-work.ts';
import { parseClientPk } from '../../shared/storage/keys/keys.ts';

/**
 * Clients were erased, through whichever door: whoever signs in as one of them is no member from then on, the user
 * pool forgets his address, and what is kept of them beside the tables is asked to be forgotten. What could not be done is reported, so that it alone comes again.
 */
export function createErasureHandler({
  members,
  send,
  log,
}: {
  members: Pick<Members, 'forgetClient'>;
  /** Hands long work to whoever does it. */
  send(work: AskedWork): Promise<void>;
  log: Log;
}) {
  return async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const batchItemFailures: DynamoDBBatchResponse['batchItemFailures'] = [];
    for (const record of Records) {
      try {
        const { clinicId, client, arrivedAt } = erasureIn(record);
        await members.forgetClient(clinicId, client, arrivedAt);
        const asked = { clinicId, client, erasedAt: arrivedAt, looked: 0, reportsAsked: false };
        await send({ work: 'forget-client', ...asked });
      } catch (error) {
        log.error('something outlives its client', error);
        batchItemFailures.push({ itemIdentifier: record.dynamodb!.SequenceNumber! });
      }
    }
    log.info('batch done', { erasures: Records.length, undone: batchItemFailures.length });
    return { batchItemFailures };
  };
}

function erasureIn({ dynamodb }: DynamoDBRecord) {
  const { clinicId, client } = parseClientPk(dynamodb!.Keys!['pk']!.S!);
  return { clinicId, client, arrivedAt: dynamodb!.NewImage!['arrivedAt']!.S! };
}
