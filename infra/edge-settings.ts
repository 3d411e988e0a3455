import type { Node } from 'constructs';

/** What stands in front of the API: by which name, with which certificate, and which secret the two share. */
export type EdgeSettings = {
  /** The name that people open, such as outcomes.example.org; it leads to the distribution. */
  domain: string;
  /** Of that name, kept in us-east-1, from where CloudFront takes certificates. */
  certificateArn: string;
  /** Which secret it is by now: another number makes another secret. */
  secretNumber: number;
};

/** Labels of letters, digits and hyphens, at least two of them. */
const DOMAIN = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/;
const CERTIFICATE = /^arn:aws:acm:us-east-1:\d{12}:certificate\/[0-9a-f-]{36}$/;

/**
 * Reads the edge of a deployment from the context: `edgeDomain`, `edgeCertificate` and `edgeSecret`.
 *
 * @returns undefined for a deployment without one
 * @throws Error that names the context value and what was expected
 */
export function readEdge(context: Pick<Node, 'tryGetContext'>): EdgeSettings | undefined {
  const domain: unknown = context.tryGetContext('edgeDomain');
  const certificateArn: unknown = context.tryGetContext('edgeCertificate');
  const secret: unknown = context.tryGetContext('edgeSecret');
  if (domain === undefined) {
    const [key, value] =
      certificateArn === undefined ? ['edgeSecret', secret] : ['edgeCertificate', certificateArn];
    if (value === undefined) return undefined;
    throw invalid(key, 'none without "edgeDomain"', value);
  }
  if (typeof domain !== 'string' || !DOMAIN.test(domain)) {
    throw invalid('edgeDomain', 'the name that people open, such as outcomes.example.org', domain);
  }
  if (typeof certificateArn !== 'string' || !CERTIFICATE.test(certificateArn)) {
    const expected = `the ARN of a certificate of ${domain} in us-east-1`;
    throw invalid('edgeCertificate', expected, certificateArn);
  }
  return { domain, certificateArn, secretNumber: readSecretNumber(secret) };
}

function readSecretNumber(value: unknown): number {
  if (value === undefined) return 1;
  if (/^[1-9]\d{0,3}$/.test(String(value))) return Number(value);
  throw invalid('edgeSecret', 'a whole number from 1 on', value);
}

export function invalid(key: string, expected: string, value: unknown): Error {
  return new Error(`context value "${key}": expected ${expected}, but found ${JSON.stringify(value)}`);
}
