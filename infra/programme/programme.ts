import { DomainError } from '../../shared/errors.ts';
import type { Programme } from '../../shared/privacy/programme/programme.ts';
import { createProgrammeStore } from '../../shared/releases/stores/programme-store.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { itemTable } from '../../shared/storage/aws/item-table.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { type ProgrammeArguments, readProgrammeArguments, USAGE } from './programme-arguments.ts';

/**
 * `npm run programme`: adds, changes, shows and ends programmes.
 *
 * @returns the exit code: 0 when done, 1 when it could not be done, 2 when the command line was wrong
 */
async function main(): Promise<number> {
  const args = readProgrammeArguments(process.argv.slice(2), process.env);
  if (args.asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    process.stdout.write(await done(args));
    return 0;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 1;
  }
}

/** @returns what to print */
async function done(args: Exclude<ProgrammeArguments, { asked: 'help' }>): Promise<string> {
  const store = createProgrammeStore(itemTable(createDynamoDBClient(), args.registryTable));
  switch (args.asked) {
    case 'list':
      return (await store.all()).map(line).join('');
    case 'show': {
      const found = (await store.all()).find(({ programme }) => programme === args.programme);
      if (!found) throw noSuch(args.programme);
      return `${JSON.stringify(found, null, 2)}\n`;
    }
    case 'remove':
      if (!(await store.remove(args.programme))) throw noSuch(args.programme);
      return `${args.programme} has ended; what was released under it stays, and stays counted.\n`;
    case 'add':
      return (await store.add(args.programmes)).map(line).join('');
    case 'put':
      return (await store.put(args.programmes)).map(line).join('');
  }
}

function noSuch(programme: string): DomainError {
  return new DomainError('programme.unknown', `there is no programme "${programme}"`);
}

function line({ programme, clinics, period, mode, partners }: Programme): string {
  const count = clinics.length === 1 ? '1 clinic' : `${clinics.length} clinics`;
  const who = partners.length > 0 ? `for ${partners.join(', ')}` : 'for nobody yet';
  const often = period === 'quarter-and-year' ? 'quarters and years' : `${period}s`;
  return `${programme}: ${count}, by ${often}, ${mode}, ${who}\n`;
}

process.exitCode = await exitCodeOf(main);
