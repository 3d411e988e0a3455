import type { Resource } from '../assembly/application.ts';
import { physicalName } from '../assembly/physical-name.ts';
import type { Gateway } from '../gateway/gateway.ts';
import { generatedSecret, type SecretStringRules } from './generated-secret.ts';

/**
 * Creates a secret with its value from the template, generated once and kept by the gateway.
 *
 * @returns its ARN
 */
export async function createSecret(gateway: Gateway, resource: Resource): Promise<string> {
  const name = resource.property('Name') ?? physicalName(resource.stack, resource.logicalId, 512);
  const rules = resource.property('GenerateSecretString') as SecretStringRules | undefined;
  const given = resource.property('SecretString');
  return gateway.secrets.create(String(name), () => {
    if (typeof given === 'string') return given;
    // Without either, AWS creates a secret that has no value; a function that reads it would fail there too.
    if (!rules) throw new Error(`${resource.label} has no value: give it one with GenerateSecretString`);
    return generatedSecret(rules);
  });
}
