import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DynamoDBClient, PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { LocalCloud } from '../../../infra/local/local-cloud.ts';
import { onceARun } from '../once-a-run.ts';

const run = promisify(execFile);
const APP = fileURLToPath(new URL('fixture-app/app.ts', import.meta.url));

/** A directory that `remove` takes away again. */
export async function temporaryDirectory(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `local-cloud-${name}-`));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Where the synthesized fixture app lies, bundles included: made once a run. */
export function fixtureAssembly(): Promise<string> {
  return onceARun('fixture', (CDK_OUTDIR) =>
    run(process.execPath, [APP], { env: { ...process.env, CDK_OUTDIR } }),
  );
}

/** What tests do to the fixture's tables and queues, as the operator. */
export type Hands = {
  put(pk: string, sk: string, value: string): Promise<void>;
  /** What the functions kept under a partition key of the target table: text, or a list of texts, by sort key. */
  kept(pk: string): Promise<Record<string, string | string[]>>;
  receive(queueOutput: string): Promise<Message[]>;
  close(): void;
};

export function handsOn(cloud: LocalCloud): Hands {
  const tables = new DynamoDBClient(cloud.clientConfig);
  const queues = new SQSClient(cloud.clientConfig);
  return {
    put: async (pk, sk, value) => {
      const Item = { pk: { S: pk }, sk: { S: sk }, value: { S: value } };
      await tables.send(new PutItemCommand({ TableName: cloud.outputs['SourceTableName'], Item }));
    },
    kept: async (pk) => {
      const { Items = [] } = await tables.send(
        new QueryCommand({
          TableName: cloud.outputs['TargetTableName'],
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: pk } },
          ConsistentRead: true,
        }),
      );
      return Object.fromEntries(
        Items.map(({ sk, content, entries }) => [
          sk?.S ?? '',
          content?.S ?? entries?.L?.map((entry) => entry.S ?? '') ?? '',
        ]),
      );
    },
    receive: async (queueOutput) => {
      const { Messages } = await queues.send(
        new ReceiveMessageCommand({ QueueUrl: cloud.outputs[queueOutput], MaxNumberOfMessages: 10 }),
      );
      return Messages ?? [];
    },
    close: () => {
      tables.destroy();
      queues.destroy();
    },
  };
}

/** Asks again until the condition holds; the test's own timeout ends it otherwise. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Ids of all processes below one, at this moment. */
export async function descendants(pid: number): Promise<number[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=']);
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] =>
    rows.filter(([, ppid]) => ppid === parent).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Whether anything listens at a URL. */
export async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}
