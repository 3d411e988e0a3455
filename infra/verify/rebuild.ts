import { setTimeout } from 'node:timers/promises';
import { SQSClient } from '@aws-sdk/client-sqs';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { sendMessages } from '../../shared/storage/aws/send-messages.ts';
import { createRebuildNotes } from '../../shared/storage/views/rebuild-notes.ts';
import { rebuildClinic } from '../../shared/views/verify-clinic.ts';
import { rebuildByQueue } from './rebuild-by-queue.ts';
import { runVerb } from './run-verb.ts';

/** Each waits for its parts, which the workers of all of them do. */
const CLINICS_IN_FLIGHT = 8;
const ALL_WELL = 'every view is up to date';

/** `npm run rebuild`: derives every view again from the records, while in service. */
await runVerb(
  'rebuild',
  CLINICS_IN_FLIGHT,
  async ({ sources, dynamodb, args, show }, clinicId, partitions) => {
    const { queueUrl } = args;
    if (queueUrl === undefined) {
      const failed = await rebuildClinic(sources, clinicId, partitions);
      const lines = [...failed].map(([id, error]) => `could not be derived: ${id}: ${String(error)}`);
      const rest = failed.size === 0 ? ALL_WELL : 'all other views are up to date';
      return { lines: [...lines, rest], isWell: failed.size === 0 };
    }
    const sqs = new SQSClient(BOUNDED_CALLS);
    const { failed, unheard } = await rebuildByQueue(
      {
        ...{ sources, show },
        send: (messages) => sendMessages(sqs, queueUrl, messages),
        notes: createRebuildNotes(dynamodb, args.outcomesTable, () => new Date()),
        wait: (seconds) => setTimeout(seconds * 1000),
      },
      clinicId,
      partitions,
    ).finally(() => sqs.destroy());
    const lines = [
      ...(failed > 0 ? [`${failed} views could not be derived: the log of work-for-clinic says why`] : []),
      ...(unheard > 0
        ? [`of ${unheard} parts nothing was heard for two hours: see clinic-work-failures`]
        : []),
    ];
    const isWell = lines.length === 0;
    return { lines: isWell ? [ALL_WELL] : lines, isWell };
  },
);
