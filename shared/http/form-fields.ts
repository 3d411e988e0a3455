import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { BadRequestError, TooLongFormError } from '../errors.ts';

/** The longest form is a refused row with all of its fields; longer ones are nobody's. */
const LONGEST_BYTES = 16 * 1024;

/**
 * The fields of a posted form (`application/x-www-form-urlencoded`).
 *
 * @throws BadRequestError for another content type and a field given twice, TooLongFormError for a body over 16 KiB
 */
export function formFields(
  event: Pick<APIGatewayProxyEventV2, 'body' | 'headers' | 'isBase64Encoded'>,
): Readonly<Record<string, string>> {
  const type = event.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') {
    throw new BadRequestError('', 'expected a form', 'wrong-type');
  }
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (body.length > LONGEST_BYTES) throw new TooLongFormError(LONGEST_BYTES);
  const fields = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) {
    if (fields.has(name)) throw new BadRequestError(name, 'expected the field once', 'inconsistent');
    fields.set(name, value);
  }
  return Object.fromEntries(fields);
}
