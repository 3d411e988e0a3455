import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourcesDigest } from '../../infra/kept-bundles.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sources-'));
  write('functions/read/index.ts', "export { handler } from '../../shared/answer.ts';");
  write('shared/answer.ts', 'export const handler = () => 1;');
  write('infra/bundles.ts', 'minify');
  write('infra/openapi/document.ts', 'described');
  write('package.json', '{}');
  write('tsconfig.json', '{}');
  write('node_modules/.package-lock.json', '{"zod":"4.6.7"}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('the digest that bundles are kept under', () => {
  it('is the same for the same sources', () => {
    const first = sourcesDigest(root);
    write('shared/answer.ts', 'export const handler = () => 1;');
    write('docs/page.md', 'no source of a bundle');
    expect(sourcesDigest(root)).toBe(first);
  });

  it.each([
    ['a source', () => write('shared/answer.ts', 'export const handler = () => 2;')],
    ['a new file', () => write('shared/deep/in/more.ts', '')],
    ['a function', () => write('functions/write/index.ts', '')],
    ['a name', () => renameSync(join(root, 'shared/answer.ts'), join(root, 'shared/reply.ts'))],
    ['a package', () => write('node_modules/.package-lock.json', '{"zod":"4.6.8"}')],
    ['how TypeScript is read', () => write('tsconfig.json', '{"compilerOptions":{}}')],
    ['how it is bundled', () => write('infra/bundles.ts', '')],
    ['what describes the API', () => write('infra/openapi/document.ts', '')],
  ])('changes with %s', (_, change) => {
    const first = sourcesDigest(root);
    change();
    expect(sourcesDigest(root)).not.toBe(first);
  });
});
