import { ACCOUNT, arn, PARTITION, REGION, URL_SUFFIX } from '../account.ts';

/** `AWS::Region` and the like; undefined for a name that is none of them. */
export function pseudoParameter(name: string, stack: string): unknown {
  switch (name) {
    case 'AWS::Region':
      return REGION;
    case 'AWS::AccountId':
      return ACCOUNT;
    case 'AWS::Partition':
      return PARTITION;
    case 'AWS::URLSuffix':
      return URL_SUFFIX;
    case 'AWS::StackName':
      return stack;
    case 'AWS::StackId':
      return arn('cloudformation', `stack/${stack}/local`);
    case 'AWS::NotificationARNs':
      return [];
    default:
      return undefined;
  }
}

/** The bootstrap version is the one SSM parameter that every CDK template names; it only guards deployment. */
const BOOTSTRAP_VERSION = '30';

/**
 * The value of a declared parameter: its default, as nobody is there to be asked. Undefined where none is declared.
 *
 * @throws Error when it has no default, or is read from SSM
 */
export function declaredParameter(
  declared: { Type: string; Default?: unknown } | undefined,
  name: string,
): unknown {
  if (!declared) return undefined;
  if (declared.Default === undefined) throw new Error(`the parameter ${name} has no default`);
  if (!declared.Type.startsWith('AWS::SSM::')) return declared.Default;
  if (/^\/cdk-bootstrap\/\w+\/version$/.test(String(declared.Default))) return BOOTSTRAP_VERSION;
  throw new Error(`the parameter ${name} is read from SSM, which does not run here`);
}
