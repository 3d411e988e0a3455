import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import manifest from '../../package.json' with { type: 'json' };
import { apiDocument } from '../openapi/document.ts';

/** By this name programs import it. */
export const CLIENT_PACKAGE = 'massage-outcomes-client';

const TYPED_CLIENT = new URL('typed-client.ts', import.meta.url);

const INDEX = `export { isProblem, typedClient as createOutcomesClient } from './typed-client.js';
`;
const INDEX_TYPES = `import type { Client } from 'openapi-fetch';
import type { components, paths } from './api.js';
import type { ClientOptions } from './typed-client.js';

export type { components, operations, paths } from './api.js';
export type { ClientOptions } from './typed-client.js';

/** Why a request was refused: problem details (RFC 9457). */
export type Problem = components['schemas']['Problem'];

/** A client of the API, in which every path, body and answer has its type. */
export declare function createOutcomesClient(options: ClientOptions): Client<paths>;

/** Whether an error says what was wrong, and is not API Gateway's own word. */
export declare function isProblem(error: unknown): error is Problem;
`;

/**
 * Writes the client as a package: types of every route, generated from what describes the API, and the few lines that
 * sign requests and send them again. What was there is replaced.
 *
 * @param folder of the package; made where it is missing
 * @returns the names of its files
 */
export async function writeClientPackage(folder: string): Promise<string[]> {
  const source = await readFile(TYPED_CLIENT, 'utf8');
  const files: Readonly<Record<string, string>> = {
    'package.json': `${JSON.stringify(packageJson(), null, 2)}\n`,
    'index.js': INDEX,
    'index.d.ts': INDEX_TYPES,
    'api.d.ts': await apiTypes(),
    ...typedClientFiles(source),
  };
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return Object.keys(files);
}

/** The types of all routes. */
async function apiTypes(): Promise<string> {
  const document = JSON.parse(JSON.stringify(apiDocument())) as Parameters<typeof openapiTS>[0];
  // What has a default may be left out of a request.
  return astToString(await openapiTS(document, { defaultNonNullable: false }));
}

function typedClientFiles(source: string): Record<string, string> {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const options = { compilerOptions, fileName: 'typed-client.ts' };
  return {
    'typed-client.js': ts.transpileModule(source, options).outputText,
    'typed-client.d.ts': ts.transpileDeclaration(source, options).outputText,
  };
}

function packageJson(): object {
  const { version, license, devDependencies } = manifest;
  return {
    name: CLIENT_PACKAGE,
    version,
    description: 'A typed client of the massage outcomes API.',
    license,
    private: true,
    type: 'module',
    engines: { node: '>=18' },
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    dependencies: { 'openapi-fetch': devDependencies['openapi-fetch'] },
  };
}
