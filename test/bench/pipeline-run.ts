import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { holdClinics } from '../../infra/local/command/hold-clinics.ts';
import { synthesize } from '../../infra/local/command/synthesize.ts';
import { startLocalCloud } from '../../infra/local/local-cloud.ts';
import { importKey, importResultKey } from '../../shared/storage/keys/import-keys.ts';
import { cpuMillisecondsBelow, cpuMillisecondsOf } from './function-processes.ts';

/** Seconds since the file was dropped, and whose CPU they took. */
export type PipelineRun = { importSeconds: number; quiescentSeconds: number; cpuSeconds: CpuSeconds };

/** Of the gateway with poller and queues, of the engines, and of the functions that a file keeps busy. */
type CpuSeconds = Record<
  'gateway' | 'engines' | 'import-file' | 'derive-outcomes' | 'summarise-techniques',
  number
>;

const POLL_MILLISECONDS = 50;

/** Drops one NDJSON file into the synthesized application and waits until nothing is stale any more. */
export async function pipelineRun(lines: readonly string[]): Promise<PipelineRun> {
  const directory = await mkdtemp(join(tmpdir(), 'massage-outcomes-bench-'));
  const assemblyDirectory = join(directory, 'assembly');
  await synthesize(assemblyDirectory, {}, new AbortController().signal);
  const cloud = await startLocalCloud({ assemblyDirectory, dataDirectory: join(directory, 'data') });
  await holdClinics(cloud, ['bench']);
  const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  try {
    const Bucket = cloud.outputs['ImportsBucketName']!;
    const Key = importKey({ clinicId: 'bench', name: 'facts.ndjson' });
    const started = performance.now();
    const before = cpuSoFar();
    const seconds = () => (performance.now() - started) / 1000;
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: lines.join('\n') }));
    while (!(await exists(s3, Bucket, importResultKey(Key)))) await pause(POLL_MILLISECONDS);
    const importSeconds = seconds();
    const { deadLetters } = await cloud.quiescence();
    if (deadLetters > 0) throw new Error(`${deadLetters} dead letters`);
    const after = cpuSoFar();
    const cpuSeconds = Object.fromEntries(
      Object.entries(after).map(([of, until]) => [of, until - before[of as keyof CpuSeconds]]),
    ) as CpuSeconds;
    return { importSeconds, quiescentSeconds: seconds(), cpuSeconds };
  } finally {
    s3.destroy();
    await cloud.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

function cpuSoFar(): CpuSeconds {
  const { user, system } = process.cpuUsage();
  const functions = {
    'import-file': cpuMillisecondsOf('importfile') / 1000,
    'derive-outcomes': cpuMillisecondsOf('deriveoutcomes') / 1000,
    'summarise-techniques': cpuMillisecondsOf('summarisetechniques') / 1000,
  };
  const ofFunctions = Object.values(functions).reduce((sum, one) => sum + one, 0);
  const engines = cpuMillisecondsBelow() / 1000 - ofFunctions;
  return { gateway: (user + system) / 1e6, engines, ...functions };
}

async function exists(s3: S3Client, Bucket: string, Key: string): Promise<boolean> {
  try {
    await s3.send(new GetObjectCommand({ Bucket, Key }));
    return true;
  } catch (error) {
    if (error instanceof NoSuchKey) return false;
    throw error;
  }
}
