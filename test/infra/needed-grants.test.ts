import { beforeAll, describe, expect, test } from 'vitest';
import { type Bundles, builtBundles, bundledNames, outputsOf } from '../../infra/bundles.ts';
import { functionsOf, resourcesOf, synthesize } from './synthesized.ts';

type Statement = { Action: string | string[]; Resource: unknown };

/** What services do in a function's name: it sends no command for it. */
const BY_SERVICES = [
  /^logs:/,
  // DynamoDB, S3 and Secrets Manager, with the key that data are under.
  /^kms:(Decrypt|DescribeKey|Encrypt|GenerateDataKey|ReEncryptFrom|ReEncryptTo)$/,
  // Lambda, which reads streams and queues.
  /^dynamodb:(DescribeStream|GetRecords|GetShardIterator|ListStreams)$/,
  /^sqs:(DeleteMessage|GetQueueAttributes|ReceiveMessage)$/,
];
/** Queues that Lambda sends to what a function has given up, in its name. */
const givesUpTo = (resource: unknown) => /failures/.test(JSON.stringify(resource));
/** Commands that need a leave of another name; one of them is enough. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'dynamodb:ConditionCheckItem': ['TransactWriteItems'],
  'dynamodb:DeleteItem': ['DeleteItem', 'TransactWriteItems'],
  'dynamodb:PutItem': ['PutItem', 'TransactWriteItems'],
  'dynamodb:UpdateItem': ['UpdateItem', 'TransactWriteItems'],
  // Without it, what is not there is forbidden.
  's3:ListBucket': ['ListObjectsV2', 'GetObject'],
  's3:PutObject': ['PutObject', 'CopyObject'],
  's3:GetObject': ['GetObject', 'HeadObject', 'CopyObject'],
  'sqs:SendMessage': ['SendMessage', 'SendMessageBatch'],
};
/** As the packages of the SDK are called. */
const PACKAGES: Readonly<Record<string, string>> = {
  'cognito-identity-provider': 'cognito-idp',
  'secrets-manager': 'secretsmanager',
};

/** What a bundle can ask AWS for, such as `dynamodb:Query`: the commands of the SDK that are in it. */
function commandsIn({ metafile }: Bundles, name: string): Set<string> {
  const commands = outputsOf(metafile, name).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([path, { bytesInOutput }]) => {
      const [, client = '', command] = /client-([a-z0-9-]+)\/.*commands\/(\w+)Command\.js$/.exec(path) ?? [];
      return bytesInOutput > 0 && command ? [`${PACKAGES[client] ?? client}:${command}`] : [];
    }),
  );
  return new Set(commands);
}

describe('a leave that a function has', () => {
  const app = synthesize('prod');
  let bundles: Bundles;
  beforeAll(() => {
    bundles = builtBundles();
  });
  /** The leaves of a function's own role, but for what services do by it. */
  const leaves = (name: string): string[] => {
    const role = functionsOf(app).find((found) => found.name === name)!.Properties.Role['Fn::GetAtt'][0];
    const policies = resourcesOf(app.stateless, 'AWS::IAM::Policy').filter(({ Properties }) =>
      Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role),
    );
    const actions = policies.flatMap(({ Properties }) =>
      (Properties.PolicyDocument.Statement as Statement[])
        .filter(({ Resource }) => !givesUpTo(Resource))
        .flatMap(({ Action }) => Action),
    );
    return [...new Set(actions)].filter((action) => !BY_SERVICES.some((pattern) => pattern.test(action)));
  };

  test.each(bundledNames())('is for a command that is in its bundle: %s', (name) => {
    const commands = commandsIn(bundles, name);
    const idle = leaves(name).filter((action) => {
      const [service] = action.split(':');
      const needing = COMMANDS[action]?.map((command) => `${service}:${command}`) ?? [action];
      return !needing.some((command) => commands.has(command));
    });
    expect(idle).toEqual([]);
  });
});
