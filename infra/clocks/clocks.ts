import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { type AheadItem, itemsAhead } from '../../shared/storage/held/clocks-ahead.ts';
import { mendClock } from '../../shared/storage/writing/mend-clocks.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { readClocksArguments, USAGE } from './clocks-arguments.ts';
import { aheadText } from './clocks-text.ts';

/**
 * `npm run clocks`: finds and mends what is stored with a time ahead.
 *
 * @returns the exit code: 0 when nothing is left ahead, 3 when something is, 1 when this program or the table failed,
 *   2 when the command line was wrong
 */
async function main(): Promise<number> {
  const args = readClocksArguments(process.argv.slice(2), process.env);
  if (args.asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const client = createDynamoDBClient();
  const now = new Date().toISOString();
  const print = (found: readonly AheadItem[]) => {
    for (const ahead of found) process.stdout.write(`${aheadText(ahead)}\n`);
  };
  let found = await itemsAhead(client, args.recordsTable, now);
  print(found);
  if (args.asked === 'mend') {
    // One of a record mends all its versions: what is asked for again finds nothing to do.
    for (const { item, recorded } of found) {
      if (recorded) await mendClock(client, args.recordsTable, item, now);
    }
    found = await itemsAhead(client, args.recordsTable, now);
    process.stdout.write(`Mended. Left ahead: ${found.length}.\n`);
    print(found);
  }
  return found.length === 0 ? 0 : 3;
}

process.exitCode = await exitCodeOf(main);
