import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Line, LONGEST_LINE_BYTES, linesOf, textOf } from '../../../shared/records/files/file-lines.ts';
import { chunked } from '../read-all.ts';

async function allLines(
  data: string | Uint8Array,
  chunkSize?: number,
  from?: { line: number; byte: number },
) {
  const lines: Line[] = [];
  for await (const batch of linesOf(chunked(data, chunkSize), from)) lines.push(...batch);
  return lines;
}

describe('linesOf', () => {
  test('splits like String.split, wherever the chunks are cut, and loses no byte', async () => {
    const text = fc.array(fc.constantFrom('a', 'é', '\n', '\r\n', '"', '😀'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 9 }), async (parts, size) => {
        const file = parts.join('');
        const lines = await allLines(file, size);
        const expected = file.split('\n');
        if (expected.at(-1) === '') expected.pop();
        expect(lines.map(({ line }) => line)).toEqual(expected.map((_, index) => index + 1));
        expect(lines.map(({ raw }) => raw?.toString().replace('\n', ''))).toEqual(expected);
        expect(Buffer.concat(lines.map(({ raw }) => raw ?? Buffer.alloc(0))).toString()).toBe(file);
        expect(lines.at(-1)?.endByte ?? 0).toBe(Buffer.byteLength(file));
      }),
    );
  });

  test('counts on from where the bytes begin', async () => {
    const lines = await allLines('c\nd\n', 3, { line: 2, byte: 4 });
    expect(lines.map(({ line, endByte }) => [line, endByte])).toEqual([
      [3, 6],
      [4, 8],
    ]);
  });

  test('keeps a line of exactly the longest length, and counts the bytes of a longer one', async () => {
    const longest = `${'x'.repeat(LONGEST_LINE_BYTES - 1)}\n`;
    const lines = await allLines(`${longest}x${longest}y\n`, 10_000);
    expect(lines.map(({ line, endByte, raw }) => [line, endByte, raw?.length])).toEqual([
      [1, LONGEST_LINE_BYTES, LONGEST_LINE_BYTES],
      [2, 2 * LONGEST_LINE_BYTES + 1, undefined],
      [3, 2 * LONGEST_LINE_BYTES + 3, 2],
    ]);
  });

  test('holds little of a file that is one endless line', async () => {
    const chunks = 6000;
    const chunkBytes = 64 * 1024;
    // When garbage is collected by itself is nobody's to say, beside other tests in the same worker.
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const heldNow = () => {
      collectGarbage();
      return process.memoryUsage().arrayBuffers;
    };
    const before = heldNow();
    let most = 0;
    async function* endless() {
      for (let count = 0; count < chunks; count += 1) {
        if (count % 1000 === 999) most = Math.max(most, heldNow() - before);
        yield Buffer.alloc(chunkBytes, 'x');
      }
    }
    const lines: Line[] = [];
    for await (const batch of linesOf(endless())) lines.push(...batch);
    expect(lines).toEqual([{ line: 1, endByte: chunks * chunkBytes, raw: undefined }]);
    expect(most).toBeLessThan((chunks * chunkBytes) / 4);
  });
});

describe('textOf', () => {
  test.each([
    ['\uFEFFa\r\n', 1, 'a'],
    ['\uFEFFa\n', 2, '\uFEFFa'],
    ['\uFEFF\r\n', 1, ''],
    ['a\n\r\n', 1, 'a\n'],
    ['a\r', 3, 'a'],
    ['\n', 1, ''],
    ['', 1, ''],
  ])('of %j on line %i is %j', (raw, line, text) => {
    expect(textOf(Buffer.from(raw), line)).toBe(text);
  });

  test.each([[[0xc3, 0x28]], [[0xff, 0xfe, 0x61, 0x00]], [[0xed, 0xa0, 0x80]], [[0xe2, 0x82]]])(
    'is nothing for the bytes %j, which are not UTF-8',
    (bytes) => {
      expect(textOf(Buffer.from(bytes), 1)).toBeUndefined();
    },
  );
});
