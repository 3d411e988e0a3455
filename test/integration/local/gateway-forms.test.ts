import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createUploadForms,
  policySignature,
  type UploadForm,
} from '../../../shared/storage/aws/upload-form.ts';
import { type Clients, type StartedGateway, startedGateway } from './started-gateway.ts';

const Bucket = 'imports';
const UPLOAD = {
  prefix: 'uploads/clinic=a/1/',
  mostBytes: 20,
  leadsTo: 'http://127.0.0.1:1/looks/1?a=b',
  lifeSeconds: 900,
};
let started: StartedGateway;
let uploader: Clients;

beforeAll(async () => {
  started = await startedGateway();
  await started.operator.s3.send(new CreateBucketCommand({ Bucket }));
  uploader = started.role('uploader', {
    Effect: 'Allow',
    Action: 's3:PutObject',
    Resource: `arn:aws:s3:::${Bucket}/uploads/*`,
  });
});
afterAll(() => started.stop());

const formFor = (part: Partial<typeof UPLOAD> = {}, now = new Date()) =>
  createUploadForms(uploader.s3, Bucket)({ ...UPLOAD, ...part }, now);

/** Sends a form as a browser does. */
async function send({ action, fields }: UploadForm, text = 'a,b\n1,2\n', name = 'sessions.csv') {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  body.append('file', new File([text], name));
  const response = await fetch(action, { method: 'POST', body, redirect: 'manual' });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

const told = ({ status, text }: Awaited<ReturnType<typeof send>>) =>
  `${status} ${/<Code>(\w+)<\/Code>/.exec(text)?.[1]}`;

const keys = async () => {
  const { Contents = [] } = await started.operator.s3.send(new ListObjectsV2Command({ Bucket }));
  return Contents.map(({ Key }) => Key);
};

describe('a form that uploads a file', () => {
  test('stores it under its own name, tells of it and leads on', async () => {
    const { status, location } = await send(await formFor(), 'a,b\n1,2\n', 'été & co.csv');
    const key = 'uploads/clinic=a/1/été & co.csv';
    expect(status).toBe(303);
    const led = new URL(location!);
    expect(`${led.origin}${led.pathname}`).toBe('http://127.0.0.1:1/looks/1');
    const { Body, ETag } = await started.operator.s3.send(new GetObjectCommand({ Bucket, Key: key }));
    expect(await Body!.transformToString()).toBe('a,b\n1,2\n');
    expect(Object.fromEntries(led.searchParams)).toEqual({ a: 'b', bucket: Bucket, key, etag: ETag });
    expect(started.events.filter((event) => event.key === key)).toMatchObject([
      { eventName: 'ObjectCreated:Post', bucket: Bucket, size: 8, eTag: ETag!.replaceAll('"', '') },
    ]);
  });

  test('drops the folders of a name, as no sender chooses where a file lies', async () => {
    await send(await formFor(), 'x', 'C:\\my files\\../goals.csv');
    expect(await keys()).toContain('uploads/clinic=a/1/goals.csv');
  });

  test('stores an empty one too, of which its page says so', async () => {
    expect((await send(await formFor(), '', 'empty.csv')).status).toBe(303);
    expect(await keys()).toContain('uploads/clinic=a/1/empty.csv');
  });

  test.each([
    ['longer than allowed', {}, 'x'.repeat(21), '400 EntityTooLarge'],
    ['in another folder', { key: 'uploads/clinic=b/1/x.csv' }, 'x', '403 AccessDenied'],
    ['that leads elsewhere', { success_action_redirect: 'http://evil.example/' }, 'x', '403 AccessDenied'],
    ['with a field beside the policy', { 'x-amz-meta-a': 'b' }, 'x', '403 AccessDenied'],
    ['with a field that is not offered', { acl: 'public-read' }, 'x', '501 NotImplemented'],
    ['with another signature', { 'x-amz-signature': '0'.repeat(64) }, 'x', '403 SignatureDoesNotMatch'],
  ])('refuses a file %s', async (_what, changed, text, expected) => {
    const before = await keys();
    const { action, fields } = await formFor();
    expect(told(await send({ action, fields: { ...fields, ...changed } }, text, 'refused.csv'))).toBe(
      expected,
    );
    expect(await keys()).toEqual(before);
  });

  test('refuses one whose time is over, and one that its signer may not write', async () => {
    const old = await formFor({}, new Date(Date.now() - 901_000));
    expect(told(await send(old))).toBe('403 AccessDenied');
    const elsewhere = await formFor({ prefix: 'looks/' });
    expect(told(await send(elsewhere))).toBe('403 AccessDenied');
  });

  test('refuses a policy that its sender has written himself', async () => {
    const { action, fields } = await formFor();
    const policy = Buffer.from(
      JSON.stringify({ expiration: '2999-01-01T00:00:00Z', conditions: [] }),
    ).toString('base64');
    const scope = fields['x-amz-credential']!.split('/').slice(1).join('/');
    const signature = policySignature(policy, 'not the secret', scope);
    const forged = { ...fields, policy, 'x-amz-signature': signature };
    expect(told(await send({ action, fields: forged }))).toBe('403 SignatureDoesNotMatch');
  });
});
