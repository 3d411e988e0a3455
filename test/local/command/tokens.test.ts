import { expect, test } from 'vitest';
import { tokensText } from '../../../infra/local/command/tokens.ts';

test('address, a token for every role and commands that use them', async () => {
  const text = await tokensText(
    {
      apiUrl: 'http://127.0.0.1:4000/',
      clientConfig: {
        endpoint: 'http://127.0.0.1:4001',
        region: 'x',
        credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      },
      outputs: { ImportsBucketName: 'imports', ReleasesBucketName: 'releases' },
    },
    {
      tokenOf: async ({ clinic, role, therapist, client, partner }) =>
        [clinic, role, therapist, client, partner].filter(Boolean).join('.'),
    },
    { clinicId: 'harbour', therapistId: 't-1', clientId: 'c-1' },
  );
  for (const token of [
    'OWNER=harbour.owner',
    'THERAPIST=harbour.therapist.t-1',
    'CLIENT=harbour.client.c-1',
    'RECORDER=harbour.recorder',
    'PARTNER=partner.partner-1',
  ]) {
    expect(text.split('\n')).toContain(token);
  }
  expect(text).toContain(`curl -H "authorization: Bearer $OWNER" 'http://127.0.0.1:4000/v1/outcomes'`);
});
