import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Pipeline, sharedPipeline } from './pipeline.ts';

/** Bodies as programs and attackers send them: read, or refused with a sentence, and nothing of them is half taken. */

const CLINIC = 'bodies';
const OWNER = { clinic: CLINIC, role: 'owner' } as const;
let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await sharedPipeline([CLINIC]);
});
afterAll(() => pipeline?.stop());

const SCORE = { clientId: 'c-1', at: '2026-08-10T14:00:00Z', pain: 3, recordedAt: '2026-08-10T14:01:00Z' };
const JSON_TYPE = { 'content-type': 'application/json' };
const BINARY = { 'content-type': 'application/octet-stream' };

async function send(path: string, body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) {
  const token = await pipeline.people.tokenOf(OWNER);
  const response = await fetch(new URL(path, pipeline.cloud.apiUrl), {
    method: path.includes('batch') ? 'POST' : 'PUT',
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: Buffer.from(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const utf16 = (value: string) => Buffer.from(`\uFEFF${value}`, 'utf16le');
const PLAIN = JSON.stringify(SCORE);

describe('a body', () => {
  it.each([
    ['a byte order mark', `\uFEFF${PLAIN}`, JSON_TYPE],
    ['the same as bytes', `\uFEFF${PLAIN}`, BINARY],
    ['a pretty one', JSON.stringify(SCORE, null, 2), JSON_TYPE],
  ])('%s is taken', async (name, body, headers) => {
    const id = name.replaceAll(' ', '-');
    expect(await send(`/v1/pain-scores/${id}`, body, headers)).toMatchObject({
      status: 200,
      body: { status: 'accepted' },
    });
  });

  const gzip = { ...JSON_TYPE, 'content-encoding': 'gzip' };
  const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, 32));
  it.each<[string, string | Uint8Array, Record<string, string>, string, RegExp]>([
    ['gzip, said', gzipSync(PLAIN), gzip, 'packed-body', /content-encoding says gzip: send it as it is/],
    ['gzip, not said', gzipSync(PLAIN), JSON_TYPE, 'packed-body', /begins as gzip does, with ⟨U\+001F⟩/],
    ['gzip as bytes', gzipSync(PLAIN), BINARY, 'packed-body', /with ⟨U\+001F⟩⟨U\+008B⟩/],
    ['a gzip bomb', bomb, gzip, 'packed-body', /not packed/],
    ['zip', Buffer.from('PK\x03\x04\x14\x00'), BINARY, 'packed-body', /begins as zip does/],
    ['UTF-16', utf16(PLAIN), JSON_TYPE, 'invalid-utf8', /⟨U\+0000⟩ in it, as UTF-16 has/],
    ['UTF-16 as bytes', utf16(PLAIN), BINARY, 'invalid-utf8', /as UTF-16 has/],
    [
      'windows-1252',
      Buffer.from(PLAIN.replace('c-1', 'Zoë'), 'latin1'),
      JSON_TYPE,
      'invalid-utf8',
      /character 16 is none of it, as in windows-1252/,
    ],
    ['a hidden blank', PLAIN.replace(':3', ':\u200B3'), JSON_TYPE, 'invalid-json', /"⟨U\+200B⟩"/],
    ['a cut one', PLAIN.slice(0, -1), JSON_TYPE, 'invalid-json', /stops being JSON on line 1/],
    ['none', '', JSON_TYPE, 'missing-body', /expected a JSON body/],
    ['lists in lists', '['.repeat(100_000) + ']'.repeat(100_000), JSON_TYPE, 'invalid-json', /without end/],
    ['objects in objects', `${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`, JSON_TYPE, 'missing-field', /./],
    ['a field twice', PLAIN.replace('{', '{"pain":7,'), JSON_TYPE, 'repeated-field', /more than once/],
    ['a field twice, escaped', PLAIN.replace('{', '{"p\\u0061in":7,'), JSON_TYPE, 'repeated-field', /./],
    ['__proto__', PLAIN.replace('{', '{"__proto__":{"pain":7},'), JSON_TYPE, 'unknown-field', /./],
    ['constructor', PLAIN.replace('{', '{"constructor":{"prototype":{}},'), JSON_TYPE, 'unknown-field', /./],
    ['a list', `[${PLAIN}]`, JSON_TYPE, 'wrong-type', /./],
    ['null', 'null', JSON_TYPE, 'wrong-type', /./],
    [
      '300,000 fields',
      `{${Array.from({ length: 300_000 }, (_, index) => `"f${index}":1`).join(',')}}`,
      JSON_TYPE,
      'out-of-range',
      /at most 100000 fields/,
    ],
  ])('%s is refused with a sentence', async (_, body, headers, code, detail) => {
    const answer = await send('/v1/pain-scores/p-refused', body, headers);
    expect(answer).toMatchObject({ status: 400, body: { code, detail: expect.stringMatching(detail) } });
  });

  it('with many fields that nobody knows is answered no longer than it is', async () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`f${index}`, 1]));
    const { status, body } = await send('/v1/pain-scores/p-refused', JSON.stringify({ ...SCORE, ...many }));
    const refusals = body['refusals'] as { message: string }[];
    expect([status, refusals.length]).toEqual([400, 101]);
    expect(refusals.at(-1)!.message).toContain('4900 more fields');
  });

  it('whose items are hostile refuses these alone', async () => {
    const hostile = [
      '{"type":"__proto__"}',
      '{"type":"constructor","scoreId":"x"}',
      '{"__proto__":{"type":"pain-score"}}',
      `${PLAIN.replace('{', '{"type":"pain-score","scoreId":"p-3","__proto__":null,')}`,
      `${PLAIN.replace('{', '{"type":"pain-score","scoreId":"__proto__","toString":1,')}`,
      'null',
      '[]',
      '"x"',
    ];
    const good = PLAIN.replace('{', '{"type":"pain-score","scoreId":"p-good",');
    const { status, body } = await send('/v1/records:batch', `[${[...hostile, good].join(',')}]`);
    const results = body['results'] as { status: string }[];
    expect([status, results.map((result) => result.status)]).toEqual([
      200,
      [...hostile.map(() => 'refused'), 'accepted'],
    ]);
  });

  it('that is not as long as it says is never taken', async () => {
    const token = await pipeline.people.tokenOf(OWNER);
    const { hostname, port } = new URL(pipeline.cloud.apiUrl);
    const raw = async (length: number) => {
      const socket = connect(Number(port), hostname);
      socket.end(
        `PUT /v1/pain-scores/p-lied HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${PLAIN}`,
      );
      return text(socket).catch((error: Error) => error.message);
    };
    // Longer than what comes: the sender has gone before the end. Shorter: what was said is no JSON.
    expect(await raw(PLAIN.length + 10)).not.toContain('"accepted"');
    expect(await raw(PLAIN.length - 10)).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('that was refused has left nothing', async () => {
    await pipeline.settle();
    const { body } = await pipeline.request('GET', '/v1/clients/c-1/timeline', OWNER);
    expect(JSON.stringify(body)).toContain('p-good');
    for (const id of ['p-refused', 'p-lied', 'p-3']) expect(JSON.stringify(body)).not.toContain(id);
    const logs = [...(await pipeline.logged()).values()].join('\n');
    expect(logs).not.toContain('request failed');
  });
});
