const ENGINE_NAMES = ['dynoxide', 'dynamodb-local'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/** Which engines to run on, as far as the environment says so. Endpoints are base URLs without a path. */
export type EngineChoice = {
  readonly engine?: EngineName;
  readonly dynamodbEndpoint?: string;
  readonly s3Endpoint?: string;
};

/**
 * Reads the choice of engines out of environment variables: `DYNAMODB_ENGINE` names an engine that we
 * start, `DYNAMODB_ENDPOINT` and `S3_ENDPOINT` bring one that somebody else runs. Empty means unset.
 *
 * @throws Error that names the variable and what it may be.
 */
export function engineChoice(env: Readonly<Record<string, string | undefined>>): EngineChoice {
  const engine = env['DYNAMODB_ENGINE'] || undefined;
  if (engine !== undefined && !isEngineName(engine)) {
    throw new Error(`DYNAMODB_ENGINE is "${engine}", but must be one of ${ENGINE_NAMES.join(', ')}`);
  }
  const dynamodbEndpoint = endpoint('DYNAMODB_ENDPOINT', env['DYNAMODB_ENDPOINT']);
  const s3Endpoint = endpoint('S3_ENDPOINT', env['S3_ENDPOINT']);
  if (engine && dynamodbEndpoint) {
    throw new Error('DYNAMODB_ENGINE and DYNAMODB_ENDPOINT exclude each other: unset one of them');
  }
  return {
    ...(engine && { engine }),
    ...(dynamodbEndpoint && { dynamodbEndpoint }),
    ...(s3Endpoint && { s3Endpoint }),
  };
}

function isEngineName(text: string): text is EngineName {
  return (ENGINE_NAMES as readonly string[]).includes(text);
}

function endpoint(name: string, text: string | undefined): string | undefined {
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // Requests are forwarded over plain HTTP, as every local engine speaks it.
  if (url?.protocol !== 'http:' || url.pathname !== '/' || url.search || url.username) {
    throw new Error(`${name} is "${text}", but must look like http://127.0.0.1:8000`);
  }
  return url.origin;
}
