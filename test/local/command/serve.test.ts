import { expect, test } from 'vitest';
import { servedText } from '../../../infra/local/command/serve.ts';

test('a link for each, and how to send a file, secret included', async () => {
  const cloud = {
    apiUrl: 'http://127.0.0.1:4000',
    clientConfig: {
      endpoint: 'http://127.0.0.1:4001',
      region: 'eu-west-1',
      credentials: { accessKeyId: 'AKIA', secretAccessKey: 's3cr3t' },
    },
    outputs: { ImportsBucketName: 'imports' },
  };
  const text = await servedText(cloud, 'harbour', [
    { name: 'owner, harbour', link: 'http://127.0.0.1:4002/as?person=0' },
    { name: 'partner p-1', link: 'http://127.0.0.1:4002/as?person=1' },
  ]);
  expect(text).toContain(`
  owner, harbour  http://127.0.0.1:4002/as?person=0
  partner p-1     http://127.0.0.1:4002/as?person=1
`);
  expect(text).toContain('http://127.0.0.1:4000/imports');
  const upload = new URL(/curl --upload-file \S+ "(\S+)"/.exec(text)![1]!);
  expect(upload.origin).toBe('http://127.0.0.1:4001');
  expect(decodeURIComponent(upload.pathname)).toBe('/imports/clinic=harbour/sessions.csv');
  expect([...upload.searchParams.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
  expect(text).toContain("AWS_SECRET_ACCESS_KEY='s3cr3t'");
  expect(text).toContain('s3 cp sessions.csv s3://imports/clinic=harbour/');
});
