import { describe, expect, test } from 'vitest';
import { engineChoice } from '../../../infra/local/engines/engine-choice.ts';

describe('the environment chooses the engines', () => {
  test('nothing set, or set to nothing, chooses nothing', () => {
    expect(engineChoice({})).toEqual({});
    expect(engineChoice({ DYNAMODB_ENGINE: '', DYNAMODB_ENDPOINT: '', S3_ENDPOINT: '' })).toEqual({});
  });

  test('an engine by name, endpoints by URL', () => {
    expect(engineChoice({ DYNAMODB_ENGINE: 'dynamodb-local' })).toEqual({ engine: 'dynamodb-local' });
    expect(engineChoice({ DYNAMODB_ENDPOINT: 'http://10.0.0.5:8000/', S3_ENDPOINT: 'http://store' })).toEqual(
      {
        dynamodbEndpoint: 'http://10.0.0.5:8000',
        s3Endpoint: 'http://store',
      },
    );
  });

  test.each<[Record<string, string>, RegExp]>([
    [
      { DYNAMODB_ENGINE: 'dynalite' },
      /DYNAMODB_ENGINE is "dynalite", but must be one of dynoxide, dynamodb-local/,
    ],
    [{ DYNAMODB_ENDPOINT: 'localhost:8000' }, /DYNAMODB_ENDPOINT is "localhost:8000"/],
    [{ DYNAMODB_ENDPOINT: 'https://dynamodb.eu-central-1.amazonaws.com' }, /DYNAMODB_ENDPOINT/],
    [{ S3_ENDPOINT: 'http://127.0.0.1:9000/path' }, /S3_ENDPOINT/],
    [{ DYNAMODB_ENGINE: 'dynoxide', DYNAMODB_ENDPOINT: 'http://127.0.0.1:8000' }, /exclude each other/],
  ])('%j is refused by name', (env, message) => {
    expect(() => engineChoice(env)).toThrow(message);
  });
});
