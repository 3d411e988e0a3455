import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { attachment } from '../../shared/http/attachment.ts';
import { compressed, json } from '../../shared/http/respond.ts';

describe('compressed', () => {
  const long = json(200, { text: 'a'.repeat(20_000) });

  it('gives a long answer as gzip to a caller who reads it', () => {
    const answer = compressed(long, 'br, gzip;q=0.8');
    expect(answer.headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'accept-encoding' });
    expect(answer.isBase64Encoded).toBe(true);
    expect(gunzipSync(Buffer.from(answer.body!, 'base64')).toString()).toBe(long.body);
  });

  it('leaves bytes as they are, such as of a PDF', () => {
    const pdf = attachment('report.pdf', 'application/pdf', new Uint8Array(20_000).fill(200));
    expect(compressed(pdf, 'gzip')).toBe(pdf);
    expect(pdf.isBase64Encoded).toBe(true);
    expect(Buffer.from(pdf.body!, 'base64').every((byte) => byte === 200)).toBe(true);
  });

  it('leaves it alone for others, and short answers for all', () => {
    expect(compressed(long, undefined)).toBe(long);
    expect(compressed(long, 'br')).toBe(long);
    const short = json(200, {});
    expect(compressed(short, 'gzip')).toBe(short);
  });
});
