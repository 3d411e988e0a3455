import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { API_ROUTES } from '../../shared/http/api-routes.ts';
import { EDGE_HEADER } from '../../shared/http/behind-edge.ts';
import { PAGE_ROUTES } from '../../shared/http/page-routes.ts';
import { functionsOf, synthesize, WITH_EDGE } from './synthesized.ts';

const SECRET = 's'.repeat(64);
const answering = [
  ...new Set([...Object.values(API_ROUTES), ...Object.values(PAGE_ROUTES)].map(({ by }) => by)),
];

/** Asks a function, in a process of its own, as its template tells it things; some as pages, some as programs. */
async function asked(
  name: string,
  headers: Record<string, string>,
): Promise<{ statusCode: number; body: string }> {
  const told = functionsOf(synthesize('prod', WITH_EDGE)).find((found) => found.name === name)!;
  const variables: [string, unknown][] = Object.entries(told.Properties.Environment.Variables);
  // What the template refers to is a name or an address; it is asked for nothing.
  const env = Object.fromEntries(
    variables.map(([key, value]) => [key, typeof value === 'string' ? value : 'https://a.example']),
  );
  const event = {
    ...{ routeKey: 'GET /nowhere', rawPath: '/nowhere', rawQueryString: '', headers },
    requestContext: { requestId: 'r-1', timeEpoch: 0, http: { method: 'GET', path: '/nowhere' } },
  };
  const file = fileURLToPath(new URL(`../../functions/${name}/index.ts`, import.meta.url));
  const program = `const { handler } = await import(${JSON.stringify(file)});
    console.log(JSON.stringify(await handler(${JSON.stringify(event)})));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    // Nothing of AWS is reached: what is asked for is nowhere.
    {
      env: {
        ...env,
        EDGE_SECRET: SECRET,
        NODE_OPTIONS: '',
        AWS_REGION: 'eu-west-1',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

test.each(answering)('%s answers what has come by the edge, and nothing else', async (name) => {
  const around = await asked(name, { 'x-forwarded-for': '192.0.2.7' });
  expect(around.statusCode).toBe(403);
  expect(JSON.parse(around.body)).toMatchObject({ code: 'edge.passed-by' });
  expect(await asked(name, { [EDGE_HEADER]: SECRET })).toMatchObject({ statusCode: 404 });
});
