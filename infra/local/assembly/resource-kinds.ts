/** What the runner does something with. */
export const RUN_TYPES: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::CloudWatch::Alarm',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::DynamoDB::GlobalTable',
  'AWS::DynamoDB::Table',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::KMS::Key',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
  'Custom::S3BucketNotifications',
]);

/**
 * What has no effect on one machine: encryption at rest and logs, and permissions that open a
 * resource to another service. Whatever is on neither list is refused by name, because ignoring it would
 * let an application pass here that depends on it.
 */
export const TYPES_WITHOUT_LOCAL_EFFECT: ReadonlySet<string> = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Dashboard',
  'AWS::KMS::Alias',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::Scheduler::ScheduleGroup',
]);

/** Why a type is refused that one could expect to be ignored: what stands in front of the API decides who reaches it. */
export const REFUSED_BECAUSE: ReadonlyMap<string, string> = new Map(
  ['AWS::CloudFront::Distribution', 'AWS::WAFv2::LoggingConfiguration', 'AWS::WAFv2::WebACL'].map((type) => [
    type,
    'nothing stands in front of the API on one machine: synthesize without it',
  ]),
);
