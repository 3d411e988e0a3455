import { Refusal } from './error-format.ts';

/**
 * Decodes the `aws-chunked` coding, in which SDKs send streams: `<hex size>[;extensions]\r\n<bytes>\r\n`, a
 * chunk of size 0, then trailing headers such as the checksum that was not known before.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 *
 * fauxqs decodes it too, but takes a body that broke off, or is in no such coding, for what is left of it.
 *
 * @returns the payload, and the trailing headers in lower case
 * @throws Refusal (400) when the body broke off or is not in this coding
 */
export function decodeChunked(body: Buffer): { payload: Buffer; trailers: Record<string, string> } {
  const chunks: Buffer[] = [];
  for (let position = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', position);
    const line = body.toString('latin1', position, lineEnd < 0 ? body.length : lineEnd);
    if (lineEnd < 0 && line.length < LONGEST_SIZE) throw brokenOff();
    if (!/^[0-9a-f]{1,16}(;|$)/i.test(line)) throw malformed();
    const start = lineEnd + 2;
    const end = start + Number.parseInt(line, 16);
    if (end === start) return { payload: Buffer.concat(chunks), trailers: trailersIn(body.subarray(start)) };
    if (end + 2 > body.length) throw brokenOff();
    if (body.toString('latin1', end, end + 2) !== '\r\n') throw malformed();
    chunks.push(body.subarray(start, end));
    position = end + 2;
  }
}

/** Digits of the largest size. */
const LONGEST_SIZE = 16;

function trailersIn(rest: Buffer): Record<string, string> {
  const lines = rest.toString('latin1').split('\r\n').filter(Boolean);
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...value] = line.split(':');
      return [name.trim().toLowerCase(), value.join(':').trim()];
    }),
  );
}

function brokenOff(): Refusal {
  return new Refusal(400, 'IncompleteBody', 'The request body terminated unexpectedly');
}

function malformed(): Refusal {
  return new Refusal(
    400,
    'InvalidChunkSizeError',
    'The body is not in the aws-chunked coding that it announces.',
  );
}
