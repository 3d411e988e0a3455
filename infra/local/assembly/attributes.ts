import { ACCOUNT, arn, REGION } from '../account.ts';
import { physicalName, resourceHash } from './physical-name.ts';

/** What only the running cloud knows. Each throws when it is asked too early. */
export type RunningFacts = {
  queueUrl(queueName: string): string;
  streamArn(tableName: string): string;
  secretArn(logicalId: string, stack: string): string;
  /** Base URL of the local HTTP API without a trailing slash. */
  apiUrl(): string;
  issuerUrl(): string;
};

/** A resource as `Ref` and `Fn::GetAtt` see it. Attributes are computed when asked for. */
export type Identity = {
  readonly ref: () => string;
  readonly attributes: Readonly<Record<string, () => string>>;
};

type Identified = {
  readonly stack: string;
  readonly logicalId: string;
  /** The resolved text of a property, undefined where the template has none. */
  readonly property: (name: string) => string | undefined;
};

type Identify = (resource: Identified, facts: RunningFacts) => Identity;

const named = (resource: Identified, property: string, longest: number): string =>
  resource.property(property) ?? physicalName(resource.stack, resource.logicalId, longest);

const byName =
  (property: string, longest: number, toArn?: (name: string) => string): Identify =>
  (resource) => {
    const name = () => named(resource, property, longest);
    const attributes: Identity['attributes'] = toArn ? { Arn: () => toArn(name()) } : {};
    return { ref: name, attributes };
  };

/** An id that the service makes up: Ref is the id, and the attribute repeats it where the service has one. */
const byId =
  (length: number, attribute?: string): Identify =>
  ({ stack, logicalId }) => {
    const ref = () => resourceHash(stack, logicalId, length);
    const attributes: Identity['attributes'] = attribute ? { [attribute]: ref } : {};
    return { ref, attributes };
  };

const table: Identify = (resource, facts) => {
  const name = () => named(resource, 'TableName', 255);
  return {
    ref: name,
    attributes: { Arn: () => arn('dynamodb', `table/${name()}`), StreamArn: () => facts.streamArn(name()) },
  };
};

const bucketName = (resource: Identified): string =>
  resource.property('BucketName') ?? physicalName(resource.stack, resource.logicalId, 63).toLowerCase();

const identify: Readonly<Record<string, Identify>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::S3::Bucket': (resource) => ({
    ref: () => bucketName(resource),
    attributes: {
      Arn: () => `arn:aws:s3:::${bucketName(resource)}`,
      DomainName: () => `${bucketName(resource)}.s3.amazonaws.com`,
      RegionalDomainName: () => `${bucketName(resource)}.s3.${REGION}.amazonaws.com`,
    },
  }),
  'AWS::SQS::Queue': (resource, facts) => {
    const name = () => named(resource, 'QueueName', 80);
    const url = () => facts.queueUrl(name());
    return { ref: url, attributes: { Arn: () => arn('sqs', name()), QueueName: name, QueueUrl: url } };
  },
  'AWS::SecretsManager::Secret': ({ logicalId, stack }, facts) => {
    const secretArn = () => facts.secretArn(logicalId, stack);
    return { ref: secretArn, attributes: { Id: secretArn } };
  },
  'AWS::Lambda::Function': byName('FunctionName', 64, (name) => arn('lambda', `function:${name}`)),
  'AWS::Lambda::EventSourceMapping': byId(32, 'Id'),
  'AWS::IAM::Role': byName('RoleName', 64, (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`),
  'AWS::Cognito::UserPool': ({ stack, logicalId }, facts) => {
    const id = () => `${REGION}_${resourceHash(stack, logicalId, 9)}`;
    return {
      ref: id,
      attributes: {
        UserPoolId: id,
        Arn: () => arn('cognito-idp', `userpool/${id()}`),
        ProviderName: () => `cognito-idp.${REGION}.amazonaws.com/${id()}`,
        ProviderURL: () => facts.issuerUrl(),
      },
    };
  },
  'AWS::Cognito::UserPoolDomain': byName('Domain', 63),
  'AWS::Cognito::UserPoolClient': byId(26, 'ClientId'),
  'AWS::ApiGatewayV2::Api': (resource, facts) => {
    const id = () => resourceHash(resource.stack, resource.logicalId, 10);
    return { ref: id, attributes: { ApiId: id, ApiEndpoint: () => facts.apiUrl() } };
  },
  'AWS::ApiGatewayV2::Authorizer': byId(6, 'AuthorizerId'),
  'AWS::ApiGatewayV2::Integration': byId(7, 'IntegrationId'),
  'AWS::ApiGatewayV2::Route': byId(7, 'RouteId'),
  'AWS::ApiGatewayV2::Stage': byName('StageName', 128),
  'AWS::Scheduler::Schedule': byName('Name', 64, (name) => arn('scheduler', `schedule/default/${name}`)),
  'AWS::Scheduler::ScheduleGroup': byName('Name', 64, (name) => arn('scheduler', `schedule-group/${name}`)),
  'AWS::KMS::Key': ({ stack, logicalId }) => {
    const id = () =>
      resourceHash(stack, logicalId, 32).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
    return { ref: id, attributes: { KeyId: id, Arn: () => arn('kms', `key/${id()}`) } };
  },
  'AWS::KMS::Alias': byName('AliasName', 256),
  'AWS::Logs::LogGroup': byName('LogGroupName', 512, (name) => arn('logs', `log-group:${name}:*`)),
  'AWS::CloudWatch::Alarm': byName('AlarmName', 255, (name) => arn('cloudwatch', `alarm:${name}`)),
  'AWS::SNS::Topic': (resource) => {
    const name = () => named(resource, 'TopicName', 256);
    const topicArn = () => arn('sns', name());
    return { ref: topicArn, attributes: { TopicArn: topicArn, TopicName: name } };
  },
};

/** How a resource of this type is named, undefined for types that nothing can refer to. */
export const identifier = (type: string): Identify | undefined => identify[type];
