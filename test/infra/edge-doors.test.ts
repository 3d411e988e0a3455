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

type Headers = Record<string, string>;
type Answer = { statusCode: number; body: string };

/** Compiled once for all, as the functions import much of the same. */
const COMPILED = fileURLToPath(new URL('../../node_modules/.cache/node-compile', import.meta.url));

/** Asks a function, in a process of its own, as its template tells it things; some as pages, some as programs. */
async function asked(name: string, ...requests: readonly Headers[]): Promise<Answer[]> {
  const told = functionsOf(synthesize('prod', WITH_EDGE)).find((found) => found.name === name)!;
  const variables: [string, unknown][] = Object.entries(told.Properties.Environment.Variables);
  // What the template refers to is a name or an address; it is asked for nothing.
  const env = Object.fromEntries(
    variables.map(([key, value]) => [key, typeof value === 'string' ? value : 'https://a.example']),
  );
  const events = requests.map((headers) => ({
    ...{ routeKey: 'GET /nowhere', rawPath: '/nowhere', rawQueryString: '', headers },
    requestContext: { requestId: 'r-1', timeEpoch: 0, http: { method: 'GET', path: '/nowhere' } },
  }));
  const file = fileURLToPath(new URL(`../../functions/${name}/index.ts`, import.meta.url));
  const program = `const { handler } = await import(${JSON.stringify(file)});
    const answers = [];
    for (const event of ${JSON.stringify(events)}) answers.push(await handler(event));
    console.log(JSON.stringify(answers));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', program],
    // Nothing of AWS is reached: what is asked for is nowhere.
    {
      env: {
        ...env,
        EDGE_SECRET: SECRET,
        NODE_COMPILE_CACHE: COMPILED,
        NODE_OPTIONS: '',
        AWS_REGION: 'eu-west-1',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
    },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

test.each(answering)('%s answers what has come by the edge, and nothing else', async (name) => {
  const [around, byEdge] = await asked(name, { 'x-forwarded-for': '192.0.2.7' }, { [EDGE_HEADER]: SECRET });
  expect(around!.statusCode).toBe(403);
  expect(JSON.parse(around!.body)).toMatchObject({ code: 'edge.passed-by' });
  expect(byEdge).toMatchObject({ statusCode: 404 });
});
