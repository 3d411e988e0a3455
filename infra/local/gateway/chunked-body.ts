import { Refusal } from './error-format.ts';

/**
 * Reads the `aws-chunked` coding, in which SDKs send streams: `<hex size>[;extensions]\r\n<bytes>\r\n`, a
 * chunk of size 0, then trailing headers such as the checksum that was not known before.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
export type ChunkedReader = {
  /** Takes the next raw bytes and hands the payload among them to `onPayload`. */
  update(bytes: Uint8Array): void;
  /** Trailing headers, in lower case. @throws Refusal when the body broke off. */
  trailers(): Readonly<Record<string, string>>;
};

type State = 'size' | 'payload' | 'payload end' | 'trailers';

/** No size line or trailer is longer than this; a body that is not chunked at all must not be buffered. */
const LONGEST_LINE = 4_096;

export function chunkedReader(onPayload: (bytes: Uint8Array) => void): ChunkedReader {
  const trailers: Record<string, string> = {};
  let state: State = 'size';
  let line = '';
  let left = 0;
  let complete = false;

  const endOfLine = (): void => {
    const text = line;
    line = '';
    if (state === 'payload end') {
      if (text !== '') throw malformed();
      state = 'size';
    } else if (state === 'size') {
      if (!/^[0-9a-f]+(;|$)/i.test(text)) throw malformed();
      left = Number.parseInt(text, 16);
      state = left > 0 ? 'payload' : 'trailers';
      // Without trailers some clients end right behind the last size line.
      complete = left === 0;
    } else if (text !== '') {
      const colon = text.indexOf(':');
      trailers[text.slice(0, colon).trim().toLowerCase()] = text.slice(colon + 1).trim();
    }
  };

  const update = (bytes: Uint8Array): void => {
    let position = 0;
    while (position < bytes.length) {
      if (state === 'payload') {
        const end = Math.min(position + left, bytes.length);
        onPayload(bytes.subarray(position, end));
        left -= end - position;
        position = end;
        if (left === 0) state = 'payload end';
        continue;
      }
      const newline = bytes.indexOf(0x0a, position);
      const end = newline < 0 ? bytes.length : newline;
      line += Buffer.from(bytes.subarray(position, end)).toString('latin1');
      if (line.length > LONGEST_LINE) throw malformed();
      position = end + 1;
      if (newline < 0) continue;
      line = line.replace(/\r$/, '');
      endOfLine();
    }
  };

  return {
    update,
    trailers: () => {
      if (!complete) throw new Refusal(400, 'IncompleteBody', 'The request body terminated unexpectedly');
      if (line !== '') endOfLine();
      return trailers;
    },
  };
}

function malformed(): Refusal {
  return new Refusal(
    400,
    'InvalidChunkSizeError',
    'The body is not in the aws-chunked coding that it announces.',
  );
}
