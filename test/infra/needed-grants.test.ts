import { beforeAll, describe, expect, test } from 'vitest';
import { type Bundles, builtBundles, bundledNames, outputsOf } from '../../infra/bundles.ts';
import { functionsOf, resourcesOf, synthesize } from './synthesized.ts';

type Statement = { Action: string | string[]; Resource: unknown; Condition?: unknown };

const isByService = (condition: unknown) => /kms:ViaService/.test(JSON.stringify(condition ?? null));

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

/** The logical ids that something refers to, in this stack or by what the other one exports. */
function idsIn(value: unknown): Set<string> {
  const text = JSON.stringify(value ?? null);
  const here = text.matchAll(/\{"(?:Ref":"|Fn::GetAtt":\[")([A-Za-z0-9]+)"/g);
  const there = text.matchAll(/ExportsOutput(?:Ref|FnGetAtt)(\w+?[0-9A-F]{8})/g);
  return new Set([...here, ...there].map(([, id]) => id!));
}

describe('a leave that a function has', () => {
  const app = synthesize('prod');
  let bundles: Bundles;
  beforeAll(() => {
    bundles = builtBundles();
  });
  /** What the policies of a function's own role say. */
  const statements = (name: string): Statement[] => {
    const role = functionsOf(app).find((found) => found.name === name)!.Properties.Role['Fn::GetAtt'][0];
    const policies = resourcesOf(app.stateless, 'AWS::IAM::Policy').filter(({ Properties }) =>
      Properties.Roles.some(({ Ref }: { Ref: string }) => Ref === role),
    );
    return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
  };
  /** The leaves of a function's own role, but for what services do by it. */
  const leaves = (name: string): string[] => {
    const actions = statements(name)
      .filter(({ Resource }) => !givesUpTo(Resource))
      .flatMap(({ Action }) => Action);
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

  test.each(bundledNames())('is about something that it is told of, or that feeds it: %s', (name) => {
    const { logicalId, Properties } = functionsOf(app).find((found) => found.name === name)!;
    const sources = resourcesOf(app.stateless, 'AWS::Lambda::EventSourceMapping').filter(
      (mapping) => mapping.Properties.FunctionName.Ref === logicalId,
    );
    const told = idsIn([
      Properties.Environment.Variables,
      Properties.LoggingConfig,
      ...sources.map((mapping) => mapping.Properties.EventSourceArn),
    ]);
    const granted = statements(name).filter(
      ({ Resource, Condition }) => !givesUpTo(Resource) && !isByService(Condition),
    );
    const untold = [...idsIn(granted.map(({ Resource }) => Resource))].filter((id) => !told.has(id));
    expect(untold).toEqual([]);
    // A key that is used by way of a service encrypts something of that.
    const data = Object.entries(app.stateful.toJSON().Resources as Record<string, { Properties?: object }>);
    for (const key of idsIn(statements(name).filter(({ Condition }) => isByService(Condition)))) {
      const encrypted = data.filter(([id, { Properties: of }]) => told.has(id) && idsIn(of).has(key));
      expect(
        encrypted.map(([id]) => id),
        `what ${key} encrypts for ${name}`,
      ).not.toEqual([]);
    }
  });
});
