import { cpSync, createWriteStream, existsSync, mkdirSync, rmSync, type WriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import { type LocalCloud, startLocalCloud } from '../local-cloud.ts';
import { adoptKept, agreeOn, clinicsHeld, holdClinics } from './hold-clinics.ts';
import type { Progress } from './progress.ts';
import { createRunFolder, type Keeping, ROOT, type RunFolder } from './run-folder.ts';
import { synthesize } from './synthesize.ts';

/** What a command needs of the world around it. */
export type Surroundings = {
  progress: Progress;
  /** Prints a paragraph for the person who started this. */
  print(text: string): void;
  /** Aborted when everything shall end. */
  signal: AbortSignal;
  environment: Readonly<Record<string, string | undefined>>;
};

export type CloudOptions = Keeping & {
  out?: string;
  /** Stay up when the work is done, until the signal. */
  serve?: boolean;
  /** The clinics to work for, given those that the kept data hold. */
  clinics(earlier: readonly string[]): readonly string[];
  /** As `npm run programme` takes them; one over all clinics when absent. */
  programmes?: readonly object[];
  /** The date that pages open as of, if it is not today. */
  asOf?: string;
};

/** Where a command works: the folder for its results, the clinics that it works for, and those that were held before it. */
export type Place = { out: string; clinics: readonly string[]; earlier: readonly string[] };

/**
 * Synthesizes the application, runs it on this machine and lets `work` use it. Whatever was started is
 * stopped and removed again, however it ends.
 */
export async function withCloud(
  options: CloudOptions,
  { progress, signal }: Surroundings,
  work: (cloud: LocalCloud, place: Place) => Promise<void>,
): Promise<void> {
  const out = options.out === undefined ? join(ROOT, 'out') : resolve(options.out);
  const folder = createRunFolder(options);
  let starting: Promise<LocalCloud> | undefined;
  let log: WriteStream | undefined;
  const whole = async () => {
    mkdirSync(out, { recursive: true });
    log = createWriteStream(join(out, 'log.txt'));
    progress.step('Synthesizing the CDK application');
    await synthesize(folder.assembly, options, signal);
    signal.throwIfAborted();
    progress.step('Starting the engines and what the templates say');
    starting = startCloud(folder, log);
    const cloud = await starting;
    progress.step('Adding the clinics');
    const worked = async () => work(cloud, { out, ...(await addedClinics(cloud, folder, options)) });
    await Promise.race([worked(), cloud.unbroken]);
    return cloud;
  };
  try {
    const { unbroken } = await orAborted(whole(), signal);
    if (options.serve) await Promise.race([aborted(signal), unbroken]);
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

async function startCloud(folder: RunFolder, log: WriteStream): Promise<LocalCloud> {
  return startLocalCloud({
    assemblyDirectory: folder.assembly,
    dataDirectory: folder.data,
    log: (line) => log.write(`${line}\n`),
  });
}

/** Adds the clinics to work for, and agrees on the programmes. */
async function addedClinics(
  cloud: LocalCloud,
  folder: RunFolder,
  { clinics: among, programmes }: CloudOptions,
): Promise<Pick<Place, 'clinics' | 'earlier'>> {
  if (folder.notedClinics.length > 0) {
    await adoptKept(cloud, folder.notedClinics);
    folder.forgetNote();
  }
  const earlier = await clinicsHeld(cloud);
  const clinics = among(earlier);
  await holdClinics(cloud, clinics);
  await agreeOn(cloud, [...new Set([...clinics, ...earlier])].sort(), programmes);
  return { clinics, earlier };
}

/** The work, or the reason of the abort as soon as it comes. */
function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  work.catch(() => undefined); // after an abort nobody waits for it any more
  return Promise.race([
    work,
    aborted(signal).then((): never => {
      throw signal.reason;
    }),
  ]);
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
