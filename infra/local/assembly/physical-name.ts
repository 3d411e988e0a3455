import { createHash } from 'node:crypto';

/** Hex digits that stand for one resource of one stack, the same at every start. */
export const resourceHash = (stack: string, logicalId: string, length: number): string =>
  createHash('sha256').update(`${stack}/${logicalId}`).digest('hex').slice(0, length);

/**
 * The name of a resource whose template gives none, as CloudFormation would make one up: stack, logical id,
 * and a suffix. It depends on nothing else, so that kept data is found again.
 *
 * @param longest the longest name that the service accepts, in characters
 */
export function physicalName(stack: string, logicalId: string, longest: number): string {
  const suffix = `-${resourceHash(stack, logicalId, 8)}`;
  return `${stack}-${logicalId}`.slice(0, longest - suffix.length) + suffix;
}
