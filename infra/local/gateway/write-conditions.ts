import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Refusal } from './error-format.ts';

/** S3 decides If-None-Match and If-Match of a write when it would take effect. @throws Refusal when they do not hold. */
export async function requireConditions(
  headers: IncomingHttpHeaders,
  head: () => Promise<IncomingMessage>,
): Promise<void> {
  const { 'if-none-match': ifNoneMatch, 'if-match': ifMatch } = headers;
  if (ifNoneMatch === undefined && ifMatch === undefined) return;
  if (ifNoneMatch !== undefined && ifNoneMatch !== '*') {
    throw new Refusal(501, 'NotImplemented', 'A write can be conditional on If-None-Match: * only.');
  }
  const { statusCode, headers: current } = await head();
  const exists = statusCode === 200;
  if (ifMatch !== undefined && !exists) {
    throw new Refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  }
  const holds =
    ifMatch === undefined ? !exists : ifMatch === '*' || bare(ifMatch) === bare(current.etag ?? '');
  if (!holds) {
    throw new Refusal(
      412,
      'PreconditionFailed',
      'At least one of the pre-conditions you specified did not hold',
    );
  }
}

/** The conditions were decided here; fauxqs would take them for those of a read. */
export function withoutConditions(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'if-none-match': _, 'if-match': __, ...rest } = headers;
  return rest;
}

/** An ETag without its quotes. */
export function bare(etag: string): string {
  return etag.replaceAll('"', '');
}
