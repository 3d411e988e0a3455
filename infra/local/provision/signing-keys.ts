import type { Resource } from '../assembly/application.ts';
import type { Gateway } from '../gateway/gateway.ts';

/**
 * Creates the key pair of an asymmetric key. Keys that encrypt have no local effect: nothing is encrypted at
 * rest here.
 *
 * @throws Error naming the resource for an asymmetric key of a kind that is not offered
 */
export async function createSigningKey(gateway: Gateway, resource: Resource): Promise<void> {
  const spec = resource.property('KeySpec') ?? 'SYMMETRIC_DEFAULT';
  if (spec === 'SYMMETRIC_DEFAULT') return;
  if (spec !== 'ECC_NIST_P256' || resource.property('KeyUsage') !== 'SIGN_VERIFY') {
    throw new Error(`${resource.label}: only ECC_NIST_P256 keys that sign are offered locally, not ${spec}`);
  }
  await gateway.signingKeys.create(resource.attribute('Arn'));
}
