import { cpSync, createWriteStream, existsSync, mkdirSync, rmSync, type WriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import { type LocalCloud, startLocalCloud } from '../local-cloud.ts';
import { createApi } from './api.ts';
import type { StartArguments } from './arguments.ts';
import { filesOfArguments, filesOfFolder, type Inputs } from './input-files.ts';
import { type Run, runPipeline } from './pipeline.ts';
import type { Progress } from './progress.ts';
import { createRunFolder, ROOT, type RunFolder } from './run-folder.ts';
import { samplePeople } from './sample-people.ts';
import { servedText } from './serve.ts';
import { synthesize } from './synthesize.ts';

const SAMPLE = join(ROOT, 'examples/clinic-sample');

/** What a start needs of the world around it. */
export type Surroundings = {
  progress: Progress;
  /** Prints a paragraph for the person who started this. */
  print(text: string): void;
  /** Aborted when everything shall end. */
  signal: AbortSignal;
  environment: Readonly<Record<string, string | undefined>>;
};

/**
 * From the command line to tables and files. Whatever was started is stopped and removed again, however it
 * ends; with `serve` it stays up after the tables until the signal.
 */
export async function runStart(args: StartArguments, around: Surroundings): Promise<void> {
  const { progress, signal } = around;
  const inputs = await inputsOf(args, around);
  const out = args.out === undefined ? join(ROOT, 'out') : resolve(args.out);
  const folder = createRunFolder(args.keep);
  let starting: Promise<LocalCloud> | undefined;
  let log: WriteStream | undefined;
  const work = async () => {
    mkdirSync(out, { recursive: true });
    log = createWriteStream(join(out, 'log.txt'));
    const clinics = clinicsOf(inputs);
    const deployed = [...new Set([...clinics, ...folder.earlierClinics])].sort();
    progress.step('Synthesizing the CDK application');
    await synthesize(folder.assembly, deployed, signal);
    signal.throwIfAborted();
    progress.step('Starting the engines and what the templates say');
    starting = startCloud(folder, deployed, log);
    const run = await runOf(args, around, await starting, inputs, clinics, out);
    const outcomes = await runPipeline(run);
    if (!args.serve) return;
    run.cloud.offerSignIn(samplePeople(outcomes));
    const therapistId = outcomes[0]!.goals[0]?.therapistId ?? 'therapist-1';
    const clientId = args.files.length === 0 ? 'h-c-001' : 'client-1';
    around.print(await servedText(run.cloud, { clinicId: clinics[0]!, therapistId, clientId }));
  };
  try {
    await orAborted(work(), signal);
    if (args.serve) await aborted(signal);
  } finally {
    progress.step('Stopping');
    const cloud = await starting?.catch(() => undefined);
    await cloud?.stop();
    keepLogs(folder, out);
    folder.remove();
    log?.end();
    progress.end();
  }
}

/** What the functions have logged outlives the run: it is wanted most when the run failed. */
function keepLogs({ data }: RunFolder, out: string): void {
  const logs = join(data, 'logs');
  if (!existsSync(logs)) return;
  rmSync(join(out, 'logs'), { recursive: true, force: true });
  cpSync(logs, join(out, 'logs'), { recursive: true });
}

async function inputsOf({ files, clinic }: StartArguments, { environment }: Surroundings): Promise<Inputs> {
  if (files.length === 0) return filesOfFolder(SAMPLE);
  // npm runs scripts in the package's folder; a path may be meant from where npm was called.
  const folders = [process.cwd(), environment['INIT_CWD'] ?? process.cwd()];
  return filesOfArguments(files, clinic, folders);
}

function clinicsOf({ files }: Inputs): string[] {
  return [...new Set(files.map(({ clinicId }) => clinicId))].sort();
}

async function startCloud(
  folder: RunFolder,
  clinics: readonly string[],
  log: WriteStream,
): Promise<LocalCloud> {
  const cloud = await startLocalCloud({
    assemblyDirectory: folder.assembly,
    dataDirectory: folder.data,
    log: (line) => log.write(`${line}\n`),
  });
  folder.noteClinics(clinics);
  return cloud;
}

async function runOf(
  args: StartArguments,
  { progress, print, signal }: Surroundings,
  cloud: LocalCloud,
  inputs: Inputs,
  clinics: readonly string[],
  out: string,
): Promise<Run> {
  // Kept data may come with work that an interrupted start has left.
  const { deadLetters } = args.keep ? await cloud.quiescence() : { deadLetters: 0 };
  return {
    args,
    cloud,
    api: createApi(cloud.apiUrl, signal),
    s3: new S3Client({ ...cloud.clientConfig, forcePathStyle: true }),
    inputs,
    ...(args.files.length === 0 && { httpRecords: join(SAMPLE, 'by-http.json') }),
    clinics,
    out,
    deadLettersBefore: deadLetters,
    progress: untilAborted(progress, signal),
    print,
  };
}

/** Work that was aborted ends at its next step, and says nothing any more. */
function untilAborted(progress: Progress, signal: AbortSignal): Progress {
  return {
    step(text) {
      signal.throwIfAborted();
      progress.step(text);
    },
    update: (detail) => signal.aborted || progress.update(detail),
    end: () => signal.aborted || progress.end(),
  };
}

/** The work, or the reason of the abort as soon as it comes. */
async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  work.catch(() => undefined); // after an abort nobody waits for it any more
  await Promise.race([
    work,
    aborted(signal).then(() => {
      throw signal.reason;
    }),
  ]);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
