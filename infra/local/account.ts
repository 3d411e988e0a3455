/** The one account and region that everything on this machine pretends to live in. */
export const REGION = 'eu-west-1';
export const ACCOUNT = '000000000000';
export const PARTITION = 'aws';
export const URL_SUFFIX = 'amazonaws.com';

/** An ARN of ours; `resource` is everything after the account. */
export const arn = (service: string, resource: string): string =>
  `arn:${PARTITION}:${service}:${REGION}:${ACCOUNT}:${resource}`;

/** The part of an ARN after the account: `function:name`, `queue-name`, `table/name`. */
export function arnResource(text: string): string {
  const resource = text.split(':').slice(5).join(':');
  if (!text.startsWith('arn:') || resource === '') throw new Error(`not an ARN: ${text}`);
  return resource;
}

/** The service of an ARN: `lambda`, `sqs`, `dynamodb`. */
export const arnService = (text: string): string | undefined =>
  text.startsWith('arn:') ? text.split(':')[2] : undefined;
