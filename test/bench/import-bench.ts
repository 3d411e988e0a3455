import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { synthesize } from '../../infra/local/command/synthesize.ts';
import type { LocalCloud } from '../../infra/local/local-cloud.ts';
import type { WrittenImport } from '../../shared/records/files/written-import.ts';
import { importKey, importProgressKey, importResultKey } from '../../shared/storage/keys/import-keys.ts';
import { type BenchFile, writeClinicRecords } from './clinic-records.ts';
import { killProcessesOf } from './function-processes.ts';
import { peakMemoryOf } from './peak-memory.ts';

const CLINIC = 'bench';
const SCORES_A_SESSION = 4;
const ROWS_A_SESSION = 5;
const KEY = importKey({ clinicId: CLINIC, name: 'facts.ndjson' });
const LOOK_MILLISECONDS = 500;
/** How far the import has come is printed this often. */
const TENTHS = 10;

type Place = Pick<LocalCloud, 'clientConfig' | 'outputs'>;
type Host = { child: ChildProcess; place: Place; s3: S3Client };

/**
 * One file of very many records through the synthesized application: how long it takes, how much memory the importing
 * worker needs, and that killing it, and then everything, costs no row and counts none twice.
 *
 * @param kills whether the worker is killed after a third of the rows, and the whole stack after two thirds
 * @throws Error when a row is lost, or counted other than in an import that nobody has disturbed
 */
export async function importBench(
  rows: number,
  { kills, derived }: { kills: boolean; derived: boolean },
  print: (line: string) => void,
): Promise<WrittenImport> {
  const directory = await mkdtemp(join(tmpdir(), 'massage-outcomes-bench-'));
  const file = writeClinicRecords(join(directory, 'facts.ndjson'), rows / ROWS_A_SESSION, SCORES_A_SESSION);
  print(`${file.lines} rows, ${(file.bytes / 1e6).toFixed(0)} MB`);
  const assembly = join(directory, 'assembly');
  await synthesize(assembly, {}, new AbortController().signal);
  const start = () => startHost([assembly, join(directory, 'data'), CLINIC]);
  let host = await start();
  try {
    const memory = peakMemoryOf('importfile');
    await send(host, file);
    const started = performance.now();
    const seconds = () => (performance.now() - started) / 1000;
    const deaths = kills ? ['worker', 'stack'] : [];
    const planned = deaths.length + 1;
    let told = 0;
    let result: WrittenImport | undefined;
    while (!result) {
      await pause(LOOK_MILLISECONDS);
      const read = (await object<{ rows: number }>(host, importProgressKey(KEY)))?.rows ?? 0;
      if (read >= ((told + 1) * file.lines) / TENTHS) {
        told = Math.floor((read * TENTHS) / file.lines);
        print(`${String(read).padStart(9)} rows  ${seconds().toFixed(0).padStart(6)} s`);
      }
      if (deaths.length > 0 && read >= ((planned - deaths.length) * file.lines) / planned) {
        const dies = deaths.shift()!;
        print(`           kill -9 of the ${dies}, at ${read} rows`);
        if (dies === 'worker') killProcessesOf('importfile');
        else host = await killedAndStarted(host, start);
      }
      result = await object<WrittenImport>(host, importResultKey(KEY));
    }
    const imported = seconds();
    print(`imported in ${imported.toFixed(0)} s, ${Math.round(file.lines / imported)} rows/s`);
    print(`the importing worker held ${memory.stop().toFixed(0)} MB at most`);
    print(JSON.stringify(result.account?.counts));
    if (result.rows !== file.lines) throw new Error(`${result.rows} rows are told, ${file.lines} were sent`);
    if (derived) {
      host.child.send('quiescence');
      const [{ deadLetters }] = (await once(host.child, 'message')) as [{ deadLetters: number }];
      if (deadLetters > 0) throw new Error(`${deadLetters} dead letters`);
      print(`derived and summarised, nothing stale any more, after ${seconds().toFixed(0)} s`);
    }
    return result;
  } finally {
    await stop(host);
    await rm(directory, { recursive: true, force: true });
  }
}

async function startHost(args: readonly string[]): Promise<Host> {
  const child = fork(join(import.meta.dirname, 'cloud-run.ts'), args, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [place] = (await once(child, 'message')) as [Place];
  return { child, place, s3: new S3Client({ ...place.clientConfig, forcePathStyle: true }) };
}

async function killedAndStarted({ child, s3 }: Host, start: () => Promise<Host>): Promise<Host> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  s3.destroy();
  return start();
}

async function stop({ child, s3 }: Host): Promise<void> {
  s3.destroy();
  const gone = once(child, 'exit');
  child.send('stop');
  await gone;
}

const bucketOf = ({ place }: Host) => place.outputs['ImportsBucketName']!;

async function send(host: Host, { path, bytes }: BenchFile): Promise<void> {
  const Body = createReadStream(path);
  await host.s3.send(new PutObjectCommand({ Bucket: bucketOf(host), Key: KEY, Body, ContentLength: bytes }));
}

async function object<Content>(host: Host, Key: string): Promise<Content | undefined> {
  try {
    const { Body } = await host.s3.send(new GetObjectCommand({ Bucket: bucketOf(host), Key }));
    return JSON.parse(await Body!.transformToString()) as Content;
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}
