import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageOfKeys } from '../../../infra/local/engines/key-listing.ts';

const objects = (...keys: string[]): { key: string }[] => keys.map((key) => ({ key }));
const page = (
  keys: string[],
  cut: { prefix?: string; delimiter?: string; after?: string; limit?: number },
) => {
  const found = pageOfKeys(objects(...keys), {
    prefix: '',
    delimiter: undefined,
    after: '',
    limit: 1_000,
    ...cut,
  });
  return { ...found, objects: found.objects.map(({ key }) => key) };
};

describe('one page of a listing', () => {
  test('is in the order of bytes, capitals first', () => {
    expect(page(['b', 'a', 'B', '10', '9'], {}).objects).toEqual(['10', '9', 'B', 'a', 'b']);
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-prefixes.html
  test('rolls keys up to the delimiter into common prefixes', () => {
    const keys = ['sample.jpg', 'photos/2006/January/sample.jpg', 'photos/2006/February/sample2.jpg'];
    expect(page(keys, { delimiter: '/' })).toEqual({
      objects: ['sample.jpg'],
      commonPrefixes: ['photos/'],
      isTruncated: false,
    });
    expect(page(keys, { delimiter: '/', prefix: 'photos/2006/' })).toEqual({
      objects: [],
      commonPrefixes: ['photos/2006/February/', 'photos/2006/January/'],
      isTruncated: false,
    });
  });

  test('does not repeat a common prefix that the page before ended with', () => {
    expect(page(['a/1', 'a/2', 'b'], { delimiter: '/', after: 'a/' }).objects).toEqual(['b']);
    expect(page(['a/1', 'a/2', 'b'], { delimiter: '/', after: 'a/' }).commonPrefixes).toEqual([]);
  });
});

test('pages one after another hold every key once', () => {
  const keys = fc.uniqueArray(
    fc.string({ unit: fc.constantFrom('a', 'B', '/', 'é', '1'), minLength: 1, maxLength: 4 }),
  );
  fc.assert(
    fc.property(keys, fc.integer({ min: 1, max: 4 }), (all, limit) => {
      const seen: string[] = [];
      for (let after = '', more = true; more; ) {
        const next = page(all, { after, limit });
        seen.push(...next.objects);
        after = next.objects.at(-1) ?? after;
        more = next.isTruncated;
      }
      expect(seen).toEqual([...all].sort());
    }),
  );
});
