import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { shortName } from '../../shared/records/values/short-name.ts';
import { counted } from '../../shared/reports/words/listed.ts';
import type { AskedWork } from '../../shared/schedule/asked-work.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { collect, createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { removeObject } from '../../shared/storage/aws/objects.ts';
import { sendMessages } from '../../shared/storage/aws/send-messages.ts';
import { heldClinics } from '../../shared/storage/clinics/clinics.ts';
import { notedErasures } from '../../shared/storage/erasures/noted-erasures.ts';
import { createExports } from '../../shared/storage/files/exports.ts';
import { createRecordWriter } from '../../shared/storage/record-writer.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { ProgressLine } from '../command-line/progress-line.ts';
import { type LeftInClinic, leftInClinic } from './left-in-clinic.ts';
import { PRUNE_USAGE, type PruneArguments, readPruneArguments } from './prune-arguments.ts';

/** `npm run prune`: shows what erasures and imports that were cut off have left behind, and removes it. */
process.exitCode = await exitCodeOf(async () => {
  const args = readPruneArguments(process.argv.slice(2), process.env);
  if (args.asked === 'help') {
    process.stdout.write(PRUNE_USAGE);
    return 0;
  }
  return await prune(args);
});

async function prune(args: Exclude<PruneArguments, { asked: 'help' }>): Promise<number> {
  const [dynamodb, s3, sqs] = [
    createDynamoDBClient(),
    new S3Client(BOUNDED_CALLS),
    new SQSClient(BOUNDED_CALLS),
  ];
  const progress = new ProgressLine(process.stderr, process.env);
  const exports = createExports(s3, args.reportsBucket);
  progress.show('Looking for erasures');
  const noted = Map.groupBy(
    await notedErasures(dynamodb, args.erasuresOf, args.clinic),
    ({ owner }) => owner.clinicId,
  );
  const clinics = args.clinic ? [args.clinic] : await collect(heldClinics(dynamodb, args.registryTable));
  let left = 0;
  for (const clinicId of clinics) {
    const clients = { dynamodb, s3, exports };
    const found = await leftInClinic(clients, args, clinicId, noted.get(clinicId) ?? [], (done, of) =>
      progress.show(`${clinicId}: looking at what is kept`, done, of),
    );
    progress.clear();
    const lines = linesOf(found);
    for (const line of lines) process.stdout.write(`${clinicId}  ${line}\n`);
    left += lines.length;
    if (args.asked === 'show') continue;
    await remove(found);
  }
  const outcome = args.asked === 'show' ? 'with --yes they go' : 'they are being removed: look again';
  process.stdout.write(left === 0 ? 'nothing was left behind\n' : `${left} left behind; ${outcome}\n`);
  return left === 0 ? 0 : 1;

  async function remove({ erasures, files }: LeftInClinic): Promise<void> {
    const writer = createRecordWriter(dynamodb, args.recordsTable);
    for (const { owner, erasure, items } of erasures) {
      if (items > 0) await writer.erase(owner, erasure);
      const about = { clinicId: owner.clinicId, client: owner.client, erasedAt: erasure.arrivedAt };
      const work: AskedWork = { work: 'forget-client', ...about, looked: 0, reportsAsked: false };
      await sendMessages(sqs, args.workQueueUrl, [work]);
    }
    for (const file of files) await removeObject(s3, args.importsBucket, file);
  }
}

function linesOf({ erasures, files }: LeftInClinic): string[] {
  const ofErasures = erasures.flatMap(({ owner, items, objects, exports }) => {
    const what = [
      ...(items > 0 ? [`${counted(items, 'item')} that the erasure should have removed`] : []),
      ...objects.map((key) => `named in ${key}`),
      ...exports.map((exportId) => `export ${exportId}, of before the erasure`),
    ];
    return what.map((one) => `client ${shortName(owner.client)}: ${one}`);
  });
  return [...ofErasures, ...files.map(({ key }) => `${key}: read to its end and not removed`)];
}
