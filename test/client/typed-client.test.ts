import { describe, expect, it } from 'vitest';
import { type ClientOptions, isProblem, typedClient } from '../../infra/client/typed-client.ts';

type Paths = {
  '/v1/goals': {
    parameters: object;
    get: { responses: { 200: { content: { 'application/json': { goals: string[] } } } } };
    put: {
      requestBody: { content: { 'application/json': { value: number } } };
      responses: { 200: { content: { 'application/json': { status: string } } } };
    };
  };
};
const busy = (headers: Record<string, string> = {}) => new Response('{}', { status: 503, headers });
const goals = () => Response.json({ goals: ['g-1'] });

/** A client whose requests are answered one after the other, and what it has asked and how long it has waited. */
function clientOf(answers: Response[], options: Partial<ClientOptions> = {}) {
  const [asked, waited]: [Request[], number[]] = [[], []];
  const client = typedClient<Paths>({
    ...{ baseUrl: 'https://api.example/', token: 'token-1' },
    fetch: async (request) => {
      asked.push(request);
      return answers.shift()!;
    },
    wait: async (milliseconds) => void waited.push(milliseconds),
    ...options,
  });
  return { client, asked, waited };
}

describe('the typed client', () => {
  it('asks with the token, which may be another each time', async () => {
    let number = 0;
    const { client, asked } = clientOf([goals(), goals()], { token: async () => `token-${++number}` });
    expect((await client.GET('/v1/goals')).data).toEqual({ goals: ['g-1'] });
    await client.GET('/v1/goals');
    expect(asked.map(({ url }) => url)).toEqual(Array(2).fill('https://api.example/v1/goals'));
    expect(asked.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer token-1',
      'Bearer token-2',
    ]);
  });

  it('sends again what found no room, body and all, after the seconds that it is told', async () => {
    const answers = [
      busy({ 'retry-after': '2' }),
      new Response('{}', { status: 429 }),
      Response.json({ status: 'accepted' }),
    ];
    const { client, asked, waited } = clientOf(answers);
    const { data } = await client.PUT('/v1/goals', { body: { value: 4 } });
    expect(data).toEqual({ status: 'accepted' });
    expect(waited).toEqual([2000, 2000]);
    for (const request of asked) expect(await request.json()).toEqual({ value: 4 });
  });

  it('gives up after as many attempts as it was told, with the last answer', async () => {
    const { client, asked, waited } = clientOf([busy(), busy(), busy()], { attempts: 3 });
    const { response, error } = await client.GET('/v1/goals');
    expect([response.status, error, asked.length]).toEqual([503, {}, 3]);
    expect(waited).toEqual([1000, 2000]);
  });

  it('sends nothing again that was refused', async () => {
    const problem = {
      type: '/v1/problems/contradiction',
      title: 'T',
      status: 409,
      detail: 'D',
      code: 'conflict',
    };
    const { client, waited } = clientOf([Response.json(problem, { status: 409 })]);
    const { error } = await client.PUT('/v1/goals', { body: { value: 4 } });
    expect([isProblem(error), error, waited]).toEqual([true, problem, []]);
    expect([isProblem({ message: 'Unauthorized' }), isProblem(null), isProblem('text')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
