import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DomainError } from '../../shared/errors.ts';
import { createDynamoDBClient } from '../../shared/storage/dynamodb.ts';
import type { ClinicPartitions, ClinicSources } from '../../shared/views/verify-clinic.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { ProgressLine } from '../command-line/progress-line.ts';
import type { ViewTables } from '../command-line/view-tables-option.ts';
import { clinicSources, clinicsToCheck } from './clinics-to-check.ts';
import { readVerifyArguments, usageOf, type Verb } from './verify-arguments.ts';

const STEPS = { clients: 'Deriving outcomes', goals: 'Deriving goals', months: 'Deriving months' } as const;

/** What a verb does with one clinic. @returns what it has to say, a line each, and whether all is well */
export type OnClinic = (
  sources: ClinicSources,
  clinicId: string,
  partitions: ClinicPartitions,
) => Promise<{ lines: string[]; isWell: boolean }>;

/** Runs a verb as a command of its own, clinic after clinic. */
export async function runVerb(verb: Verb, onClinic: OnClinic): Promise<void> {
  process.exitCode = await exitCodeOf(async () => {
    const args = readVerifyArguments(process.argv.slice(2), process.env);
    if (args.asked === 'help') {
      process.stdout.write(usageOf(verb));
      return 0;
    }
    try {
      return await overClinics(createDynamoDBClient(), args, args.clinic, onClinic);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      process.stderr.write(`${error.message[0]!.toUpperCase()}${error.message.slice(1)}.\n`);
      return 1;
    }
  });
}

async function overClinics(
  dynamodb: DynamoDBClient,
  tables: ViewTables,
  clinic: string | undefined,
  onClinic: OnClinic,
): Promise<number> {
  const progress = new ProgressLine(process.stderr, process.env);
  let areWell = true;
  for (const [clinicId, partitions] of await clinicsToCheck(dynamodb, tables, clinic)) {
    const sources = clinicSources(dynamodb, tables, (step, done, of) =>
      progress.show(`${clinicId}: ${STEPS[step]}`, done, of),
    );
    const { lines, isWell } = await onClinic(sources, clinicId, partitions);
    progress.clear();
    for (const line of lines) process.stdout.write(`${clinicId}  ${line}\n`);
    areWell &&= isWell;
  }
  return areWell ? 0 : 1;
}
