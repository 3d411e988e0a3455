import { describe, expect, it } from 'vitest';
import { defaultProvider } from '../../../shared/storage/aws/lambda-credentials.ts';

describe('credentials of a function', () => {
  it('are those that Lambda has put into the environment by the time they are asked for', async () => {
    const env: NodeJS.ProcessEnv = {};
    const provide = defaultProvider({}, env);
    Object.assign(env, { AWS_ACCESS_KEY_ID: 'ASIA1', AWS_SECRET_ACCESS_KEY: 'secret' });
    expect(await provide()).toEqual({ accessKeyId: 'ASIA1', secretAccessKey: 'secret' });
    env['AWS_SESSION_TOKEN'] = 'token';
    expect(await provide()).toMatchObject({ sessionToken: 'token' });
  });

  it('are missing with the names of the variables', async () => {
    await expect(defaultProvider({}, { AWS_ACCESS_KEY_ID: 'ASIA1' })()).rejects.toThrow(
      /AWS_SECRET_ACCESS_KEY/,
    );
  });
});
