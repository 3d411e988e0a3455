import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { agreeOn, holdClinics } from '../../infra/local/command/hold-clinics.ts';
import { closePeriod, publishRelease } from '../../infra/local/command/publish.ts';
import { synthesize } from '../../infra/local/command/synthesize.ts';
import { type LocalCloud, startLocalCloud } from '../../infra/local/local-cloud.ts';
import { importKey } from '../../shared/storage/keys/import-keys.ts';
import { peakMemoryOf } from './peak-memory.ts';
import { CLIENTS_A_CLINIC, pooledClinic } from './pooled-clinic.ts';

/** The smaller programme, beside which the larger one shows whether the cost grows with the clients alone. */
const SMALLER = 4;
const PERIOD = '2026Q3';

type Pool = { programme: string; clinics: string[] };

/**
 * Two pooled programmes, one a quarter of the other, from imported files to the published release: seconds for
 * each thousand clients, and the most memory that a counting worker took.
 *
 * @param clients of the larger one, 500 a clinic
 */
export async function fanOutBench(clients: number, print: (line: string) => void): Promise<void> {
  const large = poolOf('large', clients);
  const small = poolOf('small', clients / SMALLER);
  const directory = await mkdtemp(join(tmpdir(), 'massage-outcomes-bench-'));
  const assemblyDirectory = join(directory, 'assembly');
  const clinics = [...large.clinics, ...small.clinics];
  await synthesize(assemblyDirectory, {}, new AbortController().signal);
  const cloud = await startLocalCloud({ assemblyDirectory, dataDirectory: join(directory, 'data') });
  try {
    await holdClinics(cloud, clinics);
    await agreeOn(cloud, clinics, [large, small]);
    const imported = await timed(() => importAll(cloud, clinics));
    print(`${clinics.length} clinics imported and derived ${imported.toFixed(0).padStart(20)} s`);
    const costs = [];
    for (const pool of [small, large]) costs.push(await release(cloud, pool, print));
    print(`ratio of seconds a client, large to small ${(costs[1]! / costs[0]!).toFixed(2).padStart(8)}`);
  } finally {
    await cloud.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

/** @returns seconds that counting took for each client */
async function release(
  cloud: LocalCloud,
  { programme, clinics }: Pool,
  print: (line: string) => void,
): Promise<number> {
  const id = { programme, period: PERIOD, revision: 1 };
  const clients = clinics.length * CLIENTS_A_CLINIC;
  const memory = peakMemoryOf('tallyclinic');
  const counted = await timed(async () => {
    await closePeriod(cloud, id);
    await settled(cloud);
  });
  const megabytes = memory.stop();
  const published = await timed(() => publishRelease(cloud, id));
  print(
    `${clinics.length} clinics, ${clients} clients: counted in ${counted.toFixed(1)} s, ` +
      `${((counted / clients) * 1000).toFixed(2)} s a thousand, ${Math.round(megabytes)} MB at most; ` +
      `published in ${published.toFixed(1)} s`,
  );
  return counted / clients;
}

function poolOf(programme: string, clients: number): Pool {
  const count = Math.max(1, Math.round(clients / CLIENTS_A_CLINIC));
  return { programme, clinics: Array.from({ length: count }, (_, index) => `${programme}-${index + 1}`) };
}

async function importAll(cloud: LocalCloud, clinics: readonly string[]): Promise<void> {
  const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  const body = pooledClinic().join('\n');
  for (const clinicId of clinics) {
    const Key = importKey({ clinicId, name: 'quarter.ndjson' });
    await s3.send(new PutObjectCommand({ Bucket: cloud.outputs['ImportsBucketName']!, Key, Body: body }));
  }
  await settled(cloud);
  s3.destroy();
}

async function settled(cloud: LocalCloud): Promise<void> {
  const { deadLetters } = await cloud.quiescence();
  if (deadLetters > 0) throw new Error(`${deadLetters} dead letters`);
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}
