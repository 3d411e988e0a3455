import type { HttpResponse } from './respond.ts';

/**
 * A file to be kept under a name, as an answer.
 *
 * @param mediaType of text with its character set
 * @param body text, or bytes
 */
export function attachment(name: string, mediaType: string, body: string | Uint8Array): HttpResponse {
  return {
    statusCode: 200,
    headers: { 'content-type': mediaType, 'content-disposition': `attachment; filename="${name}"` },
    ...(typeof body === 'string'
      ? { body }
      : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true }),
  };
}
