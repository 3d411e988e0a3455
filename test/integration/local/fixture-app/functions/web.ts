import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2 } from 'aws-lambda';

const tables = new DynamoDBClient({ maxAttempts: 1 });
const secrets = new SecretsManagerClient({ maxAttempts: 1 });

/** Answers with what it was asked, or does what the last part of the path says. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyResultV2> => {
  switch (event.pathParameters?.['proxy']) {
    case 'denied': {
      const put = new PutItemCommand({
        TableName: process.env['SOURCE_TABLE'],
        Item: { pk: { S: 'a' }, sk: { S: 'b' } },
      });
      const refusal = await tables.send(put).catch((error: Error) => error);
      return { statusCode: 200, body: refusal instanceof Error ? refusal.name : 'allowed' };
    }
    case 'secret': {
      const secret = await secrets.send(new GetSecretValueCommand({ SecretId: process.env['SECRET_ARN'] }));
      return { statusCode: 200, body: `${secret.SecretString?.length}` };
    }
    case 'fail':
      throw new Error('as asked');
    case 'cookies':
      return {
        statusCode: 201,
        cookies: ['a=1; Path=/', 'b=2'],
        headers: { 'content-type': 'text/html' },
        body: '<p>',
      };
    case 'bytes':
      return { statusCode: 200, isBase64Encoded: true, body: Buffer.from([0, 255, 1]).toString('base64') };
    case 'text':
      return 'Hello from Lambda!';
    default:
      return JSON.stringify(event);
  }
};
