import { mkdtempSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListQueuesCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { inject } from 'vitest';
import { agreeOn, holdClinics } from '../../../infra/local/command/hold-clinics.ts';
import { createPeople, type LocalMember, type People } from '../../../infra/local/command/people.ts';
import { synthesize } from '../../../infra/local/command/synthesize.ts';
import { type LocalCloud, startLocalCloud } from '../../../infra/local/local-cloud.ts';
import type { OutcomeStatistics } from '../../../shared/claims/contract.ts';
import { collect, queryPrefix } from '../../../shared/storage/aws/dynamodb.ts';
import { importKey, importResultKey } from '../../../shared/storage/keys/import-keys.ts';
import { CLIENT_SK_PREFIX, monthPk, parseMonthSk } from '../../../shared/storage/keys/keys.ts';
import { DEEP } from '../../deep.ts';
import { routeOf, undescribed } from '../../openapi/described-answer.ts';
import { onceARun } from '../once-a-run.ts';

/** The synthesized application on the local engines, with the doors that a test goes through. */
export type Pipeline = {
  cloud: LocalCloud;
  /** Members of clinics, who become it when they are first asked for. */
  people: People;
  s3: S3Client;
  /** What each function, and the runner, has logged since the pipeline was given out, by name: `read-outcomes.log`. */
  logged(): Promise<Map<string, string>>;
  /** Under which names the clinic's clients are kept, as their outcomes in one month say. */
  pseudonyms(clinicId: string): Promise<string[]>;
  /** Drops a file into the imports bucket; it is imported when the pipeline is quiescent again. */
  drop(clinicId: string, name: string, text: string): Promise<void>;
  /** The same for a file that lies anywhere in the bucket. */
  dropAt(key: string, text: string): Promise<void>;
  /** Waits until nothing is stale; fails when anything has ended as a dead letter since it was given out. */
  settle(): Promise<void>;
  /** What lies in the queues of a settled pipeline: the messages that were given up. */
  deadLetters(): Promise<string[]>;
  importResult(clinicId: string, name: string): Promise<ImportReport>;
  refusedRows(
    report: ImportReport,
  ): Promise<{ line: number; id?: string; code: string; path: string; message: string }[]>;
  request(
    method: string,
    path: string,
    caller: Caller,
    body?: unknown,
    headers?: Record<string, string>,
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  ): Promise<{ status: number; body: any; headers: Headers }>;
  /** The statistics contract, without what the API adds to it. */
  outcomes(clinicId: string, months?: { from: string; to: string }): Promise<OutcomeStatistics>;
  object(bucketOutput: string, key: string): Promise<string>;
  keys(bucketOutput: string, prefix?: string): Promise<string[]>;
  stop(): Promise<void>;
};

export type Caller = LocalMember | 'nobody';
type ImportReport = {
  rows: number;
  counts: Record<string, number>;
  refusalsByCode: Record<string, number>;
  refusedParts: string[];
  stoppedAt?: { line: number; reason: string };
};

/** `lines` is what the runner itself has said. */
type Stack = { cloud: LocalCloud; directory: string; lines: readonly string[] };

/** An application of the file's own. */
export async function startPipeline(
  clinics: readonly string[],
  programmes?: readonly object[],
): Promise<Pipeline> {
  const stack = await startStack();
  await holdClinics(stack.cloud, clinics);
  await agreeOn(stack.cloud, clinics, programmes);
  return doorsOf(stack, async () => {
    await stack.cloud.stop();
    await rm(stack.directory, { recursive: true, force: true });
  });
}

/** Among the logs of functions: what `npm start` writes to log.txt. */
export const RUNNER_LOG = 'runner.log';

let shared: Promise<Stack> | undefined;
const taken = new Set<string>();

/**
 * The application that the files of a worker share, with clinics that are the file's own: nobody else may report to
 * them. A file that looks at what the application does for all clinics starts one of its own. What this starts cannot
 * outlive the worker, so nobody stops it.
 */
export async function sharedPipeline(clinics: readonly string[]): Promise<Pipeline> {
  for (const clinic of clinics) {
    if (taken.has(clinic)) throw new Error(`the clinic "${clinic}" is another file's`);
    taken.add(clinic);
  }
  shared ??= startStack();
  await holdClinics((await shared).cloud, clinics);
  return doorsOf(await shared, async () => {});
}

async function startStack(): Promise<Stack> {
  const assemblyDirectory = await onceARun('assembly', (folder) =>
    synthesize(folder, {}, new AbortController().signal),
  );
  const directory = mkdtempSync(join(inject('runFolder'), 'application-'));
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  const cloud = await startLocalCloud({ assemblyDirectory, dataDirectory: directory, log });
  return { cloud, directory, lines };
}

/** How long a pipeline may have work: some time less than a test may take, so that it is said what was waited for. */
const PATIENCE_MILLISECONDS = DEEP ? 900_000 : 300_000;

/** @throws Error with what is not done, when that takes too long */
async function quietSoon(cloud: LocalCloud): Promise<{ deadLetters: number }> {
  let unfinished: readonly string[] = [];
  const late = new AbortController();
  const quiet = cloud.quiescence((progress) => {
    unfinished = progress.unfinished;
  });
  const timer = delay(PATIENCE_MILLISECONDS, undefined, { signal: late.signal }).then(() => {
    throw new Error(`not quiet after ${PATIENCE_MILLISECONDS / 1000} s: ${unfinished.join('; ')}`);
  });
  return Promise.race([quiet, timer]).finally(() => late.abort());
}

async function doorsOf({ cloud, directory, lines }: Stack, stop: () => Promise<void>): Promise<Pipeline> {
  const { deadLetters: deadBefore } = await cloud.quiescence();
  const logs = join(directory, 'logs');
  const loggedNow = async () => {
    const names = await readdir(logs).catch(() => []);
    const texts = names.map(async (file) => [file, await readFile(join(logs, file), 'utf8')] as const);
    return new Map([...(await Promise.all(texts)), [RUNNER_LOG, lines.join('\n')] as const]);
  };
  const loggedBefore = await loggedNow();
  const people = createPeople(cloud);
  const s3 = new S3Client({ ...cloud.clientConfig, forcePathStyle: true });
  const bucket = (output: string) => cloud.outputs[output]!;

  const dropAt = async (Key: string, Body: string) => {
    await s3.send(new PutObjectCommand({ Bucket: bucket('ImportsBucketName'), Key, Body }));
  };
  const object = async (output: string, key: string) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket(output), Key: key }));
    return Body!.transformToString('utf-8');
  };
  const request: Pipeline['request'] = async (method, path, caller, body, headers) => {
    const token = caller === 'nobody' ? undefined : await people.tokenOf(caller);
    const response = await fetch(`${cloud.apiUrl.replace(/\/$/, '')}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const route = routeOf(method, path);
    const type = response.headers.get('content-type') ?? '';
    // Every answer that a test gets is held against what describes the API.
    const otherwise = route && undescribed(route, { status: response.status, type, body: text });
    if (otherwise) throw new Error(otherwise);
    const told = text === '' ? undefined : JSON.parse(text);
    return { status: response.status, body: told, headers: response.headers };
  };

  return {
    cloud,
    people,
    s3,
    async logged() {
      const since = [...(await loggedNow())].map(
        ([file, log]) => [file, log.slice(loggedBefore.get(file)?.length ?? 0)] as const,
      );
      return new Map(since);
    },
    async pseudonyms(clinicId) {
      const dynamodb = new DynamoDBClient(cloud.clientConfig);
      const pk = monthPk({ clinicId, month: '2026-08' });
      const items = queryPrefix(dynamodb, bucket('OutcomesTableName'), pk, CLIENT_SK_PREFIX);
      const found = (await collect(items)).map(({ sk }) => parseMonthSk(sk!.S!));
      dynamodb.destroy();
      return found;
    },
    object,
    request,
    drop: (clinicId, name, text) => dropAt(importKey({ clinicId, name }), text),
    dropAt,
    async settle() {
      const { deadLetters } = await quietSoon(cloud);
      if (deadLetters > deadBefore) throw new Error(`${deadLetters - deadBefore} dead letters`);
    },
    async deadLetters() {
      const sqs = new SQSClient(cloud.clientConfig);
      const { QueueUrls } = await sqs.send(new ListQueuesCommand({}));
      const letters: string[] = [];
      for (const QueueUrl of QueueUrls ?? []) {
        for (;;) {
          const asked = new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            VisibilityTimeout: 600,
          });
          const { Messages } = await sqs.send(asked);
          if (!Messages?.length) break;
          letters.push(...Messages.map((message) => JSON.stringify(message)));
        }
      }
      sqs.destroy();
      return letters;
    },
    async importResult(clinicId, name) {
      const key = importResultKey(importKey({ clinicId, name }));
      return JSON.parse(await object('ImportsBucketName', key)) as ImportReport;
    },
    async refusedRows({ refusedParts }) {
      const parts = await Promise.all(refusedParts.map((part) => object('ImportsBucketName', part)));
      return parts.flatMap((part) =>
        part
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line)),
      );
    },
    async outcomes(clinic, months) {
      const query = months ? `?from=${months.from}&to=${months.to}` : '';
      const { status, body } = await request('GET', `/v1/outcomes${query}`, { clinic, role: 'owner' });
      if (status !== 200) throw new Error(`outcomes were answered with ${status}: ${JSON.stringify(body)}`);
      const { asOf: _, outside: __, ...statistics } = body;
      return statistics;
    },
    async keys(output, prefix = '') {
      const { Contents } = await s3.send(
        new ListObjectsV2Command({ Bucket: bucket(output), Prefix: prefix }),
      );
      return (Contents ?? []).map(({ Key }) => Key!);
    },
    async stop() {
      s3.destroy();
      await stop();
    },
  };
}
