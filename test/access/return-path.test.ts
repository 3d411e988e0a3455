import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnPath } from '../../shared/access/return-path.ts';

const ORIGIN = 'https://outcomes.example';

describe('returnPath', () => {
  it.each([
    ['/owner?from=2026-01&to=2026-09', '/owner?from=2026-01&to=2026-09'],
    ['/clients/../owner', '/owner'],
    ['/%2e%2e/owner', '/owner'],
  ])('%s leads to %s', (asked, path) => {
    expect(returnPath(asked, ORIGIN)).toBe(path);
  });

  it.each([
    ['/.//evil.example'],
    ['/owner/..//evil.example'],
    ['/%2e//evil.example'],
    ['/.\\/evil.example'],
    ['//evil.example'],
    ['/\\evil.example'],
    ['/\t/evil.example'],
    ['https://evil.example/'],
    ['javascript:alert(1)'],
    ['owner'],
    ['/x/../sign-out'],
    [`/${'a'.repeat(600)}`],
    [undefined],
  ])('%j leads to the start page', (asked) => {
    expect(returnPath(asked, ORIGIN)).toBe('/');
  });

  it('stays with us, however it is disguised, and says the same of its own answer', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '/',
        '//',
        '.',
        '..',
        '%2e',
        '%2f',
        '\\',
        '\t',
        '\n',
        '?',
        '#',
        '@',
        ':',
        'evil.example',
        'owner',
      ),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = returnPath(`/${pieces.join('')}`, ORIGIN);
        expect(path).toMatch(/^\/(?![/\\])/);
        expect(new URL(path, ORIGIN).origin).toBe(ORIGIN);
        expect(returnPath(path, ORIGIN)).toBe(path);
      }),
      { numRuns: 2000 },
    );
  });
});
