import type { HttpResponse } from './respond.ts';

/**
 * A file to be kept under a name, as an answer.
 *
 * @param mediaType with its character set
 */
export function attachment(name: string, mediaType: string, body: string): HttpResponse {
  return {
    statusCode: 200,
    headers: { 'content-type': mediaType, 'content-disposition': `attachment; filename="${name}"` },
    body,
  };
}
