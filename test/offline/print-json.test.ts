import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printJson } from '../../infra/offline/print-json.ts';

test('prints what JSON.stringify gives, and a line end, however slowly it is read', async () => {
  const value = fc.dictionary(fc.string(), fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())));
  const property = fc.asyncProperty(value, async (object) => {
    const stream = new PassThrough({ highWaterMark: 8 });
    const read = text(stream);
    await printJson(object, stream);
    stream.end();
    expect(await read).toBe(`${JSON.stringify(object)}\n`);
  });
  await fc.assert(property);
});
