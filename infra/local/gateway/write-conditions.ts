import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Refusal } from './error-format.ts';
import { copySource, type S3Request } from './s3-actions.ts';

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
    throw notHeld();
  }
}

const notHeld = () =>
  new Refusal(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

/** What a copy says of the version that it copies. @throws Refusal when that is another one by now. */
export async function requireSource(
  request: S3Request,
  head: (source: { bucket: string; key: string }) => Promise<IncomingMessage>,
): Promise<void> {
  const wanted = request.headers['x-amz-copy-source-if-match'];
  const source = wanted === undefined ? undefined : copySource(request);
  if (!source) return;
  const { statusCode, headers } = await head(source);
  if (statusCode !== 200) throw new Refusal(404, 'NoSuchKey', 'The specified key does not exist.');
  if (bare(String(wanted)) !== bare(headers.etag ?? '')) throw notHeld();
}

/** The conditions were decided here; fauxqs would take them for those of a read. */
export function withoutConditions(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { 'if-none-match': _, 'if-match': __, 'x-amz-copy-source-if-match': ___, ...rest } = headers;
  return rest;
}

/** An ETag without its quotes. */
export function bare(etag: string): string {
  return etag.replaceAll('"', '');
}
