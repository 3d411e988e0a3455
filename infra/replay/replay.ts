import { SQSClient } from '@aws-sdk/client-sqs';
import { counted } from '../../shared/reports/words/listed.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import {
  createDeadLetters,
  type DeadLetter,
  type DeadLetters,
} from '../../shared/storage/aws/dead-letters.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { ProgressLine } from '../command-line/progress-line.ts';
import { letterWords } from './letter-words.ts';
import { REPLAY_USAGE, type ReplayArguments, readReplayArguments } from './replay-arguments.ts';

/** `npm run replay`: shows what was given up, and sends it again. */
process.exitCode = await exitCodeOf(async () => {
  const args = readReplayArguments(process.argv.slice(2), process.env);
  if (args.asked === 'help') {
    process.stdout.write(REPLAY_USAGE);
    return 0;
  }
  return await replay(createDeadLetters(new SQSClient(BOUNDED_CALLS)), args);
});

async function replay(
  deadLetters: DeadLetters,
  { asked, stage, queue: part = '' }: Exclude<ReplayArguments, { asked: 'help' }>,
): Promise<number> {
  const progress = new ProgressLine(process.stderr, process.env);
  const say = (line: string) => process.stdout.write(`${line}\n`);
  const queues = (await deadLetters.queues(`massage-outcomes-${stage}-`)).filter(({ name }) =>
    name.includes(part),
  );
  let [sent, left] = [0, 0];
  for (const queue of queues) {
    const found = await deadLetters.received(queue, (count) => progress.show(`${queue.name}: ${count}`));
    progress.clear();
    if (found.length > 0) say(`${queue.name}${queue.source ? ` <- ${queue.source.name}` : ''}`);
    for (const letter of found) {
      say(`  ${letter.sentAt?.toISOString() ?? 'at some time'}  ${letterWords(letter.body)}`);
      if (asked === 'send' && queue.source) {
        await deadLetters.sendAgain(letter);
        sent += 1;
        progress.show(`${queue.name}: sent again`, sent, found.length);
      } else {
        await deadLetters.putBack(letter);
        left += 1;
      }
    }
    progress.clear();
    for (const line of whatToDo(found)) say(`  ${line}`);
  }
  say(`${counted(queues.length, 'queue')} looked at, ${counted(sent, 'message')} sent again, ${left} left`);
  return left === 0 ? 0 : 1;
}

/** Of what no queue takes back. */
function whatToDo([first]: readonly DeadLetter[]): string[] {
  if (!first || first.queue.source) return [];
  return first.body.includes('DDBStreamBatchInfo')
    ? [
        'no queue takes changes of a table back: npm run rebuild derives what follows from them, then remove the message',
      ]
    : [
        'no queue takes it back: run the function again with the same scheduled time (docs/runbook.md), then remove the message',
      ];
}
