import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from './error-format.ts';
import { requirePolicy } from './form-policy.ts';
import { parseS3Request, type S3Request } from './s3-actions.ts';
import { formClaim, type SignatureClaim } from './signature-claim.ts';

/**
 * A file that a browser sends by a form (POST Object), signed by the policy that the form carries.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html
 */
export type FormUpload = {
  claim: SignatureClaim;
  /** The signed text, as the form has it. */
  policy: string;
  request: S3Request;
  /** Fields by their names in lower case, all but the file. */
  fields: ReadonlyMap<string, string>;
  file: Buffer;
};

/** Fields that S3 takes and that mean something here; what would be left out in silence is refused. */
const KNOWN_FIELD =
  /^(key|policy|content-type|content-disposition|success_action_redirect|success_action_status|x-amz-(algorithm|credential|date|signature|security-token|meta-.*)|x-ignore-.*)$/;

export function isFormUpload(method: string, headers: IncomingHttpHeaders): boolean {
  return (
    method === 'POST' &&
    headers.authorization === undefined &&
    /^multipart\/form-data\b/i.test(headers['content-type'] ?? '')
  );
}

/** @throws Refusal (400, 501) when it is no form that S3 would take, or asks for what is not offered here */
export async function readFormUpload(
  target: string,
  headers: IncomingHttpHeaders,
  body: Buffer,
): Promise<FormUpload> {
  const fields = new Map<string, string>();
  let sent: File | undefined;
  for (const [name, value] of await formData(headers, body)) {
    // What comes after the file is ignored.
    if (typeof value !== 'string') {
      if (name.toLowerCase() === 'file') sent = value;
      break;
    }
    fields.set(name.toLowerCase(), value);
  }
  if (!sent) throw new Refusal(400, 'InvalidArgument', 'POST requires exactly one file upload per request.');
  const unknown = [...fields.keys()].find((name) => !KNOWN_FIELD.test(name));
  if (unknown !== undefined) {
    throw new Refusal(501, 'NotImplemented', `The local store does not offer the form field ${unknown}.`);
  }
  const name = sent.name.slice(Math.max(sent.name.lastIndexOf('/'), sent.name.lastIndexOf('\\')) + 1);
  const key = required(fields, 'key').replaceAll(/\$\{filename\}/g, () => name);
  fields.set('key', key);
  const { bucket } = parseS3Request('POST', target, {});
  const path = `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  return {
    claim: formClaim(fields),
    policy: required(fields, 'policy'),
    request: parseS3Request('PUT', path, storedHeaders(fields)),
    fields,
    file: Buffer.from(await sent.arrayBuffer()),
  };
}

/** @throws Refusal when the form, which is signed, does not keep what its policy says */
export function requireKeptPolicy({ policy, request, fields, file }: FormUpload, now: Date): void {
  requirePolicy(policy, new Map([...fields, ['bucket', request.bucket]]), file.length, now);
}

/** The answer to whoever sent the form: where it leads on, or nothing. */
export function formAnswer(
  { fields, request: { bucket, key } }: FormUpload,
  eTag: string,
): { status: number; headers: Record<string, string> } {
  const redirect = fields.get('success_action_redirect');
  if (redirect === undefined) return { status: 204, headers: { etag: eTag } };
  const location = new URL(redirect);
  for (const [name, value] of Object.entries({ bucket, key, etag: eTag }))
    location.searchParams.set(name, value);
  return { status: 303, headers: { location: location.href, etag: eTag } };
}

async function formData(headers: IncomingHttpHeaders, body: Buffer): Promise<FormData> {
  try {
    const type = headers['content-type'] ?? '';
    return await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  } catch {
    const message = 'The body of your POST request is not well-formed multipart/form-data.';
    throw new Refusal(400, 'MalformedPOSTRequest', message);
  }
}

function storedHeaders(fields: ReadonlyMap<string, string>): IncomingHttpHeaders {
  const kept = /^(content-type|content-disposition|x-amz-meta-.*)$/;
  return Object.fromEntries([...fields].filter(([name]) => kept.test(name)));
}

function required(fields: ReadonlyMap<string, string>, name: string): string {
  const value = fields.get(name);
  if (value !== undefined) return value;
  throw new Refusal(400, 'InvalidArgument', `Bucket POST must contain a field named '${name}'.`);
}
