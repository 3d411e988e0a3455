import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { BadRequestError, ForbiddenError, NotFoundError } from '../../shared/errors.ts';
import { migrateMembers } from '../../shared/members/migrate-members.ts';
import { BOUNDED_CALLS } from '../../shared/storage/aws/bounded-calls.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { createClinicKeys } from '../../shared/storage/clinics/clinic-keys.ts';
import { createClinicRegistry } from '../../shared/storage/clinics/clinic-registry.ts';
import { createMasterSecret } from '../../shared/storage/clinics/master-secret.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { UsageError } from '../command-line/usage-error.ts';
import { byOperator, operatorsMembers } from './operators-members.ts';
import { type PeopleArguments, readPeopleArguments, USAGE } from './people-arguments.ts';
import { migrationText, peopleText } from './people-text.ts';

/**
 * `npm run people`: shows and changes who belongs to a clinic.
 *
 * @returns the exit code: 0 when done, 1 when something failed or is left to be mended, 2 when what was asked cannot be
 */
async function main(): Promise<number> {
  const args = readPeopleArguments(process.argv.slice(2), process.env);
  if (args.asked === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  try {
    return await run(args);
  } catch (error) {
    const isAskers = [BadRequestError, ForbiddenError, NotFoundError].some((kind) => error instanceof kind);
    throw isAskers ? new UsageError(`${(error as Error).message}.`) : error;
  }
}

async function run(args: Exclude<PeopleArguments, { asked: 'help' }>): Promise<number> {
  const { members, ...making } = operatorsMembers(args);
  const print = (text: string) => void process.stdout.write(text);
  switch (args.asked) {
    case 'list':
      print(peopleText(await members.list(args.circle), await members.changes(args.circle)));
      return 0;
    case 'invite': {
      const { subject } = await members.invite(byOperator(args.circle), args.email, args.member);
      print(`Invited: ${subject}\n`);
      return 0;
    }
    case 'withdraw':
      await members.withdraw(byOperator(args.circle), args.subject);
      print('Withdrawn.\n');
      return 0;
    case 'second-factor': {
      const since = await members.noteSecondFactor(byOperator(args.circle), args.subject);
      print(
        since === undefined
          ? 'No second factor is set in the user pool.\n'
          : `A second factor is asked for since ${since}.\n`,
      );
      return 0;
    }
    case 'migrate': {
      const registry = createClinicRegistry(createDynamoDBClient(), args.registryTable);
      const master = createMasterSecret(new SecretsManagerClient(BOUNDED_CALLS), args.masterSecret);
      const { keyOfClinic } = createClinicKeys(registry, master);
      const migration = await migrateMembers({ ...making, keyOfClinic });
      print(migrationText(migration));
      return migration.refused.length === 0 ? 0 : 1;
    }
  }
}

process.exitCode = await exitCodeOf(main);
