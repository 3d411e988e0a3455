/**
 * Takes the place of `@aws-sdk/credential-provider-node` in the bundles (infra/bundles.ts). Lambda gives a function the
 * keys of its role in the environment, for as long as the environment lives, and the SDK's own chain takes them from
 * there first; what the chain could ask otherwise (profiles, SSO, STS, metadata of a machine) is a hundred kilobytes that
 * every function would parse at every start and never use.
 *
 * @param _config of the SDK's client, which its own chain asks for a profile
 * @returns a provider of the keys
 * @throws Error where the environment has none
 */
export const defaultProvider =
  (_config?: unknown, env: NodeJS.ProcessEnv = process.env) =>
  async () => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
    if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
      throw new Error(
        'expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, where Lambda puts them',
      );
    }
    return {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: AWS_SECRET_ACCESS_KEY,
      ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
    };
  };
