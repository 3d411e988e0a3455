import { expect, test } from 'vitest';
import { servedText } from '../../../infra/local/command/serve.ts';

test('address, a token for every role and commands that use them', async () => {
  const text = await servedText(
    {
      apiUrl: 'http://127.0.0.1:4000/',
      clientConfig: {
        endpoint: 'http://127.0.0.1:4001',
        region: 'x',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      },
      outputs: { ImportsBucketName: 'imports', ReleasesBucketName: 'releases' },
      tokenFor: async ({ clinic, role, therapist, client }) =>
        [clinic, role, therapist, client].filter(Boolean).join('.'),
    },
    { clinicId: 'harbour', therapistId: 't-1', clientId: 'c-1' },
  );
  for (const token of [
    'OWNER=harbour.owner',
    'THERAPIST=harbour.therapist.t-1',
    'CLIENT=harbour.client.c-1',
    'RECORDER=harbour.recorder',
    'PARTNER=harbour.partner',
  ]) {
    expect(text.split('\n')).toContain(token);
  }
  expect(text).toContain(`curl -H "authorization: Bearer $OWNER" 'http://127.0.0.1:4000/v1/outcomes'`);
});
