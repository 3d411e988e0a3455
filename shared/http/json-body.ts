import { isUtf8 } from 'node:buffer';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { BadRequestError } from '../errors.ts';
import { type FieldsAndNumbers, fieldsAndNumbers, jsonLoss } from '../records/files/json-loss.ts';
import type { Refusal } from '../records/refusal.ts';
import { withInvisible } from '../records/values/invisible.ts';

type Sent = Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'> &
  Partial<Pick<APIGatewayProxyEventV2, 'headers'>>;

/**
 * The request's body as JSON. A byte order mark is no content. A field given twice and a number that would lose digits are
 * refused; so is what is packed or not UTF-8, with a word of what it is: nothing is unpacked or decoded by guess.
 *
 * @throws BadRequestError
 */
export function jsonBody(event: Sent): unknown {
  const body = textOf(event);
  const said = fieldsAndNumbers(body);
  if (said.fields > MOST_FIELDS)
    throw new BadRequestError('', `expected at most ${MOST_FIELDS} fields in one body`, 'out-of-range');
  const parsed = parsedJson(body);
  const loss = lossOf(body, parsed, said);
  if (loss) throw new BadRequestError(loss.path, loss.message, loss.code);
  return parsed;
}

/** The request's body as a JSON object; see `jsonBody`. */
export function jsonObject(event: Sent): Record<string, unknown> {
  const body = jsonBody(event);
  if (isObject(body)) return body;
  throw new BadRequestError('', 'expected a JSON object', 'wrong-type');
}

/** A JSON object, and neither a list nor null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Twice what the fullest batch has; parsing more would only keep the others waiting. */
const MOST_FIELDS = 100_000;

const PACKED = [
  ['gzip', '\x1f\x8b'],
  // A gateway that takes the body for text makes a replacement character of the second byte.
  ['gzip', '\x1f\uFFFD'],
  ['zip', 'PK\x03\x04'],
] as const;

function textOf({ body, isBase64Encoded, headers = {} }: Sent): string {
  if (!body) throw new BadRequestError('', 'expected a JSON body', 'missing-body');
  const packedBy = headers['content-encoding']?.trim().toLowerCase();
  if (packedBy && packedBy !== 'identity')
    throw packed(`content-encoding says ${withInvisible(packedBy.slice(0, 20))}`);
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const start = isBase64Encoded ? bytes.toString('latin1', 0, 4) : body.slice(0, 4);
  const found = PACKED.find(([, beginning]) => start.startsWith(beginning));
  if (found) throw packed(`it begins as ${found[0]} does, with ${withInvisible(start.slice(0, 2))}`);
  // Every other byte of UTF-16 is zero, and no JSON has a zero in it.
  if (bytes.subarray(0, 8).includes(0))
    throw badText(
      'expected a body in UTF-8; this one has ⟨U+0000⟩ in it, as UTF-16 has: save or send it as UTF-8',
    );
  const text = isBase64Encoded ? bytes.toString('utf8') : body;
  const broken = isBase64Encoded && isUtf8(bytes) ? -1 : text.indexOf('\uFFFD');
  if (broken >= 0)
    throw badText(
      `expected a body in UTF-8; character ${broken + 1} is none of it, as in windows-1252: save or send it as UTF-8`,
    );
  return text.replace(/^\uFEFF/, '');
}

const packed = (why: string) =>
  new BadRequestError(
    '',
    `expected a body that is not packed; of this one ${why}: send it as it is`,
    'packed-body',
  );
const badText = (message: string) => new BadRequestError('', message, 'invalid-utf8');

/** Comparing recurses: no record nests so deeply that the stack ends. */
function lossOf(text: string, parsed: unknown, said: FieldsAndNumbers): Refusal | undefined {
  try {
    return jsonLoss(text, parsed, said);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { code: 'invalid-json', path: '', message: 'expected a record, not lists in lists without end' };
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = placeOfFault((error as Error).message);
    throw new BadRequestError('', `expected a JSON body; this one ${where}`, 'invalid-json');
  }
}

/** Where JSON ends to be any, as far as the engine's words tell; one character of it at most, written out if nobody sees it. */
function placeOfFault(message: string): string {
  if (/^Unexpected end/.test(message)) return 'ends before it is complete';
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
  if (line !== undefined) return `stops being JSON on line ${line}, at character ${column}`;
  const token = /^Unexpected token '([\s\S]{1,2})'/u.exec(message)?.[1];
  return token === undefined ? 'cannot be parsed' : `stops being JSON at "${withInvisible(token)}"`;
}
