import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DomainError } from '../../shared/errors.ts';
import { createDynamoDBClient } from '../../shared/storage/aws/dynamodb.ts';
import { mapInFlight } from '../../shared/storage/aws/in-flight.ts';
import type { RefreshDeps } from '../../shared/views/refresh-keys.ts';
import type { ClinicPartitions, ClinicSources } from '../../shared/views/verify-clinic.ts';
import { exitCodeOf } from '../command-line/exit-code.ts';
import { ProgressLine } from '../command-line/progress-line.ts';
import { clinicSources, clinicsToCheck } from './clinics-to-check.ts';
import { type RunArguments, readVerifyArguments, usageOf, type Verb } from './verify-arguments.ts';

const STEPS = { clients: 'Deriving outcomes', goals: 'Deriving goals', months: 'Deriving months' } as const;

/** What a verb works with. */
type VerbTools = {
  sources: ClinicSources;
  dynamodb: DynamoDBClient;
  args: RunArguments;
  show: RefreshDeps['onProgress'];
};

/** What a verb does with one clinic. @returns what it has to say, a line each, and whether all is well */
export type OnClinic = (
  tools: VerbTools,
  clinicId: string,
  partitions: ClinicPartitions,
) => Promise<{ lines: string[]; isWell: boolean }>;

/**
 * Runs a verb as a command of its own.
 *
 * @param inFlight so many clinics at a time
 */
export async function runVerb(verb: Verb, inFlight: number, onClinic: OnClinic): Promise<void> {
  process.exitCode = await exitCodeOf(async () => {
    const args = readVerifyArguments(verb, process.argv.slice(2), process.env);
    if (args.asked === 'help') {
      process.stdout.write(usageOf(verb));
      return 0;
    }
    try {
      // Here one clinic after the other has the whole machine.
      return await overClinics(args, args.queueUrl === undefined ? 1 : inFlight, onClinic);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      process.stderr.write(`${error.message[0]!.toUpperCase()}${error.message.slice(1)}.\n`);
      return 1;
    }
  });
}

async function overClinics(args: RunArguments, inFlight: number, onClinic: OnClinic): Promise<number> {
  const dynamodb = createDynamoDBClient();
  const progress = new ProgressLine(process.stderr, process.env);
  const clinics = [...(await clinicsToCheck(dynamodb, args, args.clinic))];
  const areWell = await mapInFlight(inFlight, clinics, async ([clinicId, partitions]) => {
    const show: RefreshDeps['onProgress'] = (step, done, of) =>
      progress.show(`${clinicId}: ${STEPS[step]}`, done, of);
    const sources = clinicSources(dynamodb, args, show);
    const { lines, isWell } = await onClinic({ sources, dynamodb, args, show }, clinicId, partitions);
    progress.clear();
    for (const line of lines) process.stdout.write(`${clinicId}  ${line}\n`);
    return isWell;
  });
  return areWell.every(Boolean) ? 0 : 1;
}
