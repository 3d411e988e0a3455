import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { KMSClient } from '@aws-sdk/client-kms';
import type { S3Client } from '@aws-sdk/client-s3';
import { closedQuarter } from '../../../shared/privacy/programme/release-period.ts';
import type { ReportedRecord } from '../../../shared/records/record.ts';
import { createKeyFingerprint } from '../../../shared/releases/files/signing-key.ts';
import { problemsOfRelease } from '../../../shared/releases/files/verify-release.ts';
import { FIRST_REVISION, type ReleaseId } from '../../../shared/releases/release-id.ts';
import { releasePrefix } from '../../../shared/releases/stores/release-keys.ts';
import { GOAL_LEGEND, goalTable } from '../../../shared/reports/goals/goal-table.ts';
import { refusalTable } from '../../../shared/reports/terminal/refusal-table.ts';
import { CLAIM_LEGEND, statisticsText } from '../../../shared/reports/terminal/statistics-text.ts';
import { monthsNotShown } from '../../../shared/reports/words/months-not-shown.ts';
import { createKmsSigner } from '../../../shared/storage/aws/kms-signer.ts';
import type { LocalCloud } from '../local-cloud.ts';
import type { Api } from './api.ts';
import type { StartArguments } from './arguments.ts';
import { type ClinicOutcomes, readClinic, writeClinic, writeJson } from './clinic-outcomes.ts';
import { CommandError } from './command-error.ts';
import { copyObjects } from './copy-objects.ts';
import { PROGRAMME } from './hold-clinics.ts';
import { type SentRecord, sendRecords } from './http-records.ts';
import {
  collectOrphans,
  collectRefused,
  type ImportedFile,
  importedFiles,
  SHOWN_PER_FILE,
} from './import-files.ts';
import { importText, sentText } from './import-text.ts';
import type { InputFile, Inputs } from './input-files.ts';
import type { People } from './people.ts';
import type { Progress } from './progress.ts';
import { closePeriod, publishRelease } from './publish.ts';
import { releaseText, verifiedText } from './release-text.ts';
import { scheduledFiles } from './scheduled-files.ts';
import { uploadFiles } from './upload.ts';
import type { Written } from './written.ts';

const GOALS_SHOWN = 10;

/** A run against the application while it is up. */
export type Run = {
  args: Pick<StartArguments, 'months' | 'period'>;
  cloud: LocalCloud;
  people: People;
  api: Api;
  s3: S3Client;
  inputs: Inputs;
  /** Records to send over HTTP once the files are in: a JSON array in this file. */
  httpRecords?: string;
  /** The clinics of the files, in alphabetical order. */
  clinics: readonly string[];
  /** Those whose outcomes are printed and whose digests and reports are copied; the others count in the release. */
  inFull: readonly string[];
  out: string;
  /** Failures of earlier starts with the same data; they are not this one's. */
  deadLettersBefore: number;
  progress: Progress;
  print(text: string): void;
};

/** Files and records in, tables and release out. */
export async function runPipeline(run: Run): Promise<{ outcomes: ClinicOutcomes[]; written: Written }> {
  // Whoever goes on with what was kept brings nothing.
  const isBrought = run.inputs.files.length + run.inputs.orphans.length > 0;
  const imported = isBrought ? await importAll(run) : [];
  const outcomes = await printOutcomes(run);
  printOthers(run);
  await printRefused(run, imported);
  const scheduled = await writeScheduled(run, outcomes);
  const partner = await publishLatest(run, outcomes);
  return { outcomes, written: { ...scheduled, ...(partner !== undefined && { partner }) } };
}

export async function importAll(run: Run): Promise<ImportedFile[]> {
  const { cloud, inputs, progress, print, out, httpRecords } = run;
  const bucket = cloud.outputs['ImportsBucketName']!;
  const [first, later] = [
    inputs.files.filter((file) => !file.isLater),
    inputs.files.filter((file) => file.isLater),
  ];
  const imported = await importFiles(run, bucket, first);
  if (later.length > 0) imported.push(...(await importFiles(run, bucket, later)));
  progress.end();
  print(importText(imported));
  let sent: SentRecord[] = [];
  if (httpRecords !== undefined) {
    progress.step('Sending records over HTTP');
    sent = await sendFile(run, httpRecords);
    await settled(run);
    progress.end();
    print(sentText(sent));
  }
  await writeJson(join(out, 'import-results.json'), { files: imported, http: sent });
  return imported;
}

async function importFiles(run: Run, bucket: string, files: readonly InputFile[]): Promise<ImportedFile[]> {
  const { s3, progress } = run;
  progress.step(files.length === 1 ? 'Uploading 1 file' : `Uploading ${files.length} files`);
  const keys = await uploadFiles(s3, bucket, files, (bytes) =>
    progress.update(`${Math.round(bytes / 1024)} KiB`),
  );
  progress.step('Importing, and deriving what follows');
  await settled(run);
  return importedFiles(s3, bucket, files, keys);
}

async function sendFile({ api, people }: Run, file: string): Promise<SentRecord[]> {
  const records = JSON.parse(readFileSync(file, 'utf8')) as ReportedRecord[];
  return sendRecords(api, records, (clinic) => people.tokenOf({ clinic, role: 'recorder' }));
}

/** Waits until nothing is stale any more: streams read to their ends, queues empty, nothing running. */
async function settled({ cloud, progress, deadLettersBefore, out }: Run): Promise<void> {
  const { deadLetters } = await cloud.quiescence(({ waiting, running, unfinished }) =>
    progress.update([`${waiting} waiting, ${running} running`, ...unfinished.slice(0, 1)].join('; ')),
  );
  const failed = deadLetters - deadLettersBefore;
  if (failed === 0) return;
  const what = failed === 1 ? 'A piece of work' : `${failed} pieces of work`;
  throw new CommandError(
    `${what} failed for good and went to a dead-letter queue; outcomes would be incomplete. See the logs in ${out}.`,
  );
}

async function printOutcomes({
  args,
  people,
  api,
  inFull: clinics,
  out,
  progress,
  print,
}: Run): Promise<ClinicOutcomes[]> {
  progress.step('Reading outcomes');
  const outcomes: ClinicOutcomes[] = [];
  for (const clinic of clinics) {
    const token = await people.tokenOf({ clinic, role: 'owner' });
    const read = await readClinic(api, token, args.months);
    await writeClinic(read, join(out, clinic));
    outcomes.push(read);
  }
  progress.end();
  for (const { name, statistics, earlier, leftOut } of outcomes) {
    for (const one of [statistics, ...earlier]) print(statisticsText(one, name));
    const notShown = monthsNotShown({
      asOf: leftOut.asOf,
      rest: undefined,
      outside: { earlier: undefined, ...leftOut },
    });
    for (const { text, months } of notShown) {
      print(months ? `${text} --from ${months.from} --to ${months.to} shows them.` : text);
    }
  }
  print(CLAIM_LEGEND);
  for (const { name, goals } of outcomes) print(goalTable(name, goals, GOALS_SHOWN));
  if (outcomes.some(({ goals }) => goals.length > 0)) print(GOAL_LEGEND);
  return outcomes;
}

function printOthers({ clinics, inFull, print }: Run): void {
  const others = clinics.filter((clinic) => !inFull.includes(clinic));
  if (others.length === 0) return;
  print(`${others.length} more clinics count in the release and are not shown here:\n${others.join(', ')}.`);
}

async function printRefused(
  { cloud, s3, inputs, clinics, out, print }: Run,
  imported: readonly ImportedFile[],
) {
  const bucket = cloud.outputs['ImportsBucketName']!;
  const refused = await collectOrphans(inputs.orphans, out);
  for (const clinic of clinics) {
    const ofClinic = imported.filter(({ clinicId }) => clinicId === clinic);
    refused.push(...(await collectRefused(s3, bucket, ofClinic, join(out, clinic))));
  }
  print(refusalTable(refused, SHOWN_PER_FILE));
}

/** What the schedules write when the last month with a session is over. */
async function writeScheduled(run: Run, outcomes: readonly ClinicOutcomes[]): Promise<Written> {
  const month = latestMonth(outcomes);
  if (month === undefined) return {};
  run.progress.step("Writing the therapists' digests and the monthly reports");
  const { text, ...written } = await scheduledFiles(
    { ...run, clinics: run.inFull, settled: () => settled(run) },
    month,
  );
  run.progress.end();
  run.print(text);
  return written;
}

/** The folder of the release, if there is a quarter to publish. */
async function publishLatest(run: Run, outcomes: readonly ClinicOutcomes[]): Promise<string | undefined> {
  const period = run.args.period ?? latestClosedQuarter(outcomes, new Date());
  if (period !== undefined) {
    return publish(run, { programme: PROGRAMME, period, revision: FIRST_REVISION });
  }
  run.print('No release: there is no session in a quarter that has closed, 30 days after its end.');
  return undefined;
}

/**
 * Closes a period and publishes it, copies what was published and checks it as a partner would.
 *
 * @returns the folder of the copy
 * @throws CommandError when it is not what its checksums say
 */
export async function publish(run: Run, release: ReleaseId): Promise<string> {
  const { cloud, s3, out, progress, print } = run;
  progress.step(`Counting ${release.period}`);
  await closePeriod(cloud, release);
  await settled(run);
  progress.step(`Publishing the release of ${release.period}`);
  await publishRelease(cloud, release);
  const prefix = releasePrefix(release);
  const folder = join(out, 'releases', prefix);
  const files = await copyObjects(s3, cloud.outputs['ReleasesBucketName']!, prefix, folder);
  progress.end();
  print(releaseText(release, files));
  const kms = new KMSClient(cloud.clientConfig);
  const keyFingerprint = await createKeyFingerprint(createKmsSigner(kms, cloud.outputs['SigningKeyArn']!))();
  kms.destroy();
  const problems = problemsOfRelease(files, keyFingerprint);
  if (problems.length > 0) throw new CommandError(`The release is damaged: ${problems.join('; ')}.`);
  print(verifiedText(folder, keyFingerprint));
  return folder;
}

function latestClosedQuarter(outcomes: readonly ClinicOutcomes[], now: Date): string | undefined {
  const months = outcomes.flatMap(({ statistics: { from, to } }) => (from && to ? [from, to] : [])).sort();
  return months.length === 0 ? undefined : closedQuarter(months[0]!, months.at(-1)!, now)?.period;
}

function latestMonth(outcomes: readonly ClinicOutcomes[]): string | undefined {
  const months = outcomes.flatMap(({ statistics }) => (statistics.to === null ? [] : [statistics.to]));
  return months.toSorted().at(-1);
}
