import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { bundledNames } from '../../../infra/bundles.ts';
import { createPeople, type People } from '../../../infra/local/command/people.ts';
import { synthesize } from '../../../infra/local/command/synthesize.ts';
import { type LocalCloud, startLocalCloud } from '../../../infra/local/local-cloud.ts';
import { importKey } from '../../../shared/storage/keys/import-keys.ts';
import { cpuMillisecondsOf } from '../function-processes.ts';
import { billedMilliseconds } from './lambda-time.ts';
import { add, type Use, useMeter } from './use.ts';

/** What one piece of work has used. */
export type Metered = { use: Use; cpuMilliseconds: ReadonlyMap<string, number> };

/** The synthesized application, whose use of AWS is counted. */
export type MeteredCloud = {
  cloud: LocalCloud;
  people: People;
  /** Drops a file of records into a clinic's folder, and waits until all is derived from it. */
  drop(clinicId: string, lines: readonly string[]): Promise<void>;
  /** Waits until nothing is stale. Throws where anything has been given up. */
  settle(): Promise<void>;
  /** What the work uses, with all that follows from it. */
  during(work: () => Promise<void>): Promise<Metered>;
  stop(): Promise<void>;
};

/** Lambda takes messages off a queue for these: one request to receive them, one to delete them. */
const FED_BY_QUEUES = ['import-file', 'write-digests', 'write-reports', 'tally-clinic', 'work-for-clinic'];
/** A notification of S3 is one more request, to send it. */
const TOLD_BY_S3 = 'import-file';

export async function startMeteredCloud(): Promise<MeteredCloud> {
  const directory = await mkdtemp(join(tmpdir(), 'massage-outcomes-bench-'));
  const assemblyDirectory = join(directory, 'assembly');
  const dataDirectory = join(directory, 'data');
  await synthesize(assemblyDirectory, {}, new AbortController().signal);
  const meter = useMeter();
  const cloud = await startLocalCloud({ assemblyDirectory, dataDirectory, usage: meter });
  const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  const settle = async () => {
    const { deadLetters } = await cloud.quiescence();
    if (deadLetters > 0) throw new Error(`${deadLetters} dead letters`);
  };
  let files = 0;
  return {
    cloud,
    people: createPeople(cloud),
    settle,
    async drop(clinicId, lines) {
      files += 1;
      const Key = importKey({ clinicId, name: `facts-${files}.ndjson` });
      const Bucket = cloud.outputs['ImportsBucketName']!;
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: lines.join('\n') }));
      await settle();
    },
    async during(work) {
      await settle();
      meter.take();
      const before = { log: await bytesIn(join(dataDirectory, 'logs')), cpu: cpuByFunction() };
      await work();
      await settle();
      const use = meter.take();
      const after = cpuByFunction();
      const cpuMilliseconds = new Map([...after].map(([name, cpu]) => [name, cpu - before.cpu.get(name)!]));
      for (const [name, { calls, memoryMegabytes }] of use.runs) {
        const ran = { calls, memoryMegabytes, cpuMilliseconds: cpuMilliseconds.get(name) ?? 0 };
        add(use, name, 'lambdaGigabyteSecond', (memoryMegabytes / 1024) * (billedMilliseconds(ran) / 1000));
      }
      const logged = (await bytesIn(join(dataDirectory, 'logs'))) - before.log;
      add(use, 'logs', 'logGigabyte', logged / 1e9);
      for (const name of FED_BY_QUEUES) {
        const runs = use.amounts.get(name)?.lambdaRequest ?? 0;
        if (runs > 0) add(use, name, 'queueRequest', runs * (name === TOLD_BY_S3 ? 3 : 2));
      }
      return { use, cpuMilliseconds };
    },
    async stop() {
      s3.destroy();
      await cloud.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** Part of a function's name as deployed. */
const deployed = (name: string) => name.replaceAll('-', '');
const cpuByFunction = () => new Map(bundledNames().map((name) => [name, cpuMillisecondsOf(deployed(name))]));

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}
